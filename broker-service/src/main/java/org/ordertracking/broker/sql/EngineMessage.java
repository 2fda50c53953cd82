package org.ordertracking.broker.sql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes what the engine says of a query into what a person is told. */
final class EngineMessage {
    private static final Pattern LINE = Pattern.compile("\\n\\s*LINE (\\d+): (.*)\\n(\\s*)\\^", Pattern.DOTALL);
    private static final Pattern KIND = Pattern.compile("^(?:[A-Z][A-Za-z]* )+Error: ");
    private static final int LONGEST = 600;

    private EngineMessage() {}

    static SqlException explained(String message) {
        Matcher line = LINE.matcher(message);
        String said = line.find() ? message.substring(0, line.start()) : message;
        String plain = KIND.matcher(said).replaceFirst("").strip();
        String shown = plain.length() > LONGEST ? plain.substring(0, LONGEST) + "…" : plain;
        int hint = shown.indexOf('\n');
        return new SqlException(
                SqlException.Kind.INVALID,
                hint < 0 ? shown : shown.substring(0, hint).strip(),
                hint < 0
                        ? "Mend the query."
                        : shown.substring(hint).replaceAll("\\s+", " ").strip(),
                SqlException.NOWHERE);
    }
}
