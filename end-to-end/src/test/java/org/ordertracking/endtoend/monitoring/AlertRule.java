package org.ordertracking.endtoend.monitoring;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A rule that calls for somebody.
 *
 * <p>Each compares recorded series with numbers and does nothing else. So it can be told from healthy systems that an alert
 * would see something: its series must be there, whether or not they are beyond the threshold.
 *
 * @param file the shipped file that it stands in
 * @param hold for how long the expression must be true
 */
record AlertRule(
        String file,
        String name,
        String expression,
        String hold,
        Map<String, String> labels,
        Map<String, String> annotations) {

    private static final String COMPARISON = "([a-z_]+:[a-z0-9_]+:[a-z0-9_]+) (?:==|!=|<=|>=|<|>) [0-9]+(?:\\.[0-9]+)?";
    private static final Pattern COMPARISONS = Pattern.compile(COMPARISON + "(?: and " + COMPARISON + ")*");

    /** Whether it is as plain as all have to be. */
    boolean comparesRecordedSeries() {
        return COMPARISONS.matcher(expression).matches();
    }

    /** The names of the series that it looks at. */
    List<String> series() {
        return Pattern.compile(COMPARISON)
                .matcher(expression)
                .results()
                .map((MatchResult comparison) -> comparison.group(1))
                .toList();
    }
}
