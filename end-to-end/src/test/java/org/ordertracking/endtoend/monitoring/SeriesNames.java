package org.ordertracking.endtoend.monitoring;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the series that an expression asks for. */
final class SeriesNames {

    private static final Pattern STRING = Pattern.compile("\"[^\"]*\"");
    private static final Pattern LABEL_LIST =
            Pattern.compile("\\b(?:by|without|on|ignoring)\\s*\\([^)]*\\)|\\bgroup_(?:left|right)\\b");
    private static final Pattern SELECTOR = Pattern.compile("\\{[^}]*}");
    /** All names that are asked for have an underscore or a colon in them, and words of the language have not, but for two. */
    private static final Pattern NAME =
            Pattern.compile("(?<![a-zA-Z0-9_:$])[a-zA-Z]+[_:][a-zA-Z0-9_:]*|\\bup\\b|\\bALERTS\\b");

    private SeriesNames() {}

    static Set<String> in(String expression) {
        String bare = expression;
        for (Pattern noise : new Pattern[] {STRING, LABEL_LIST, SELECTOR}) {
            bare = noise.matcher(bare).replaceAll(" ");
        }
        Set<String> names = new TreeSet<>();
        Matcher matcher = NAME.matcher(bare);
        while (matcher.find()) {
            if (!isFunction(bare, matcher.end())) {
                names.add(matcher.group());
            }
        }
        return names;
    }

    private static boolean isFunction(String expression, int end) {
        return expression.substring(end).stripLeading().startsWith("(");
    }
}
