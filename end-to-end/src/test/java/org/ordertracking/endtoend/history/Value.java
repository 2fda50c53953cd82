package org.ordertracking.endtoend.history;

/**
 * What a record says: no two writes of a history say the same.
 *
 * @param writer one incarnation of a producer
 * @param number counts what this incarnation sent, from 0 on
 */
public record Value(String writer, long number) {

    private static final char SEPARATOR = '#';
    private static final char PADDING = ' ';

    /** Reads back {@link #padded}. Many records have one writer, so its name is kept once. */
    public static Value parse(String text) {
        int separator = text.indexOf(SEPARATOR);
        int end = text.indexOf(PADDING, separator);
        if (separator < 0) {
            throw new IllegalArgumentException("no value of a history: " + text);
        }
        return new Value(
                text.substring(0, separator).intern(),
                Long.parseLong(text.substring(separator + 1, end < 0 ? text.length() : end)));
    }

    /** As the text of a record, with blanks that make records differ in size. */
    public String padded(int blanks) {
        return this + String.valueOf(PADDING).repeat(blanks);
    }

    @Override
    public String toString() {
        return writer + SEPARATOR + number;
    }
}
