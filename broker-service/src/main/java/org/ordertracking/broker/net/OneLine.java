package org.ordertracking.broker.net;

import java.util.regex.Pattern;

/** What may quote a client, for the log: one line, and not a long one. */
final class OneLine {
    private static final int LONGEST = 300;
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    private OneLine() {}

    static String of(String text) {
        String line = UNPRINTABLE.matcher(text).replaceAll("?");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
