package org.ordertracking.messaging.deadletters;

/** Texts of unknown origin, made fit for a column of a database: short enough, and without NUL, which PostgreSQL refuses. */
final class BoundedText {

    private static final String CUT = "…";

    private BoundedText() {}

    /**
     * @param maxLength characters, at least 1
     */
    static String of(String text, int maxLength) {
        String clean = text.replace('\0', ' ');
        if (clean.length() <= maxLength) {
            return clean;
        }
        int end = maxLength - CUT.length();
        // Never half of a character outside the basic plane.
        boolean inPair = end > 0 && Character.isHighSurrogate(clean.charAt(end - 1));
        return clean.substring(0, inPair ? end - 1 : end) + CUT;
    }
}
