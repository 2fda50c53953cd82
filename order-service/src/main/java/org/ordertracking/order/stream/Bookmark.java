package org.ordertracking.order.stream;

/**
 * How much of a timeline somebody was told, so that they can go on behind it. A timeline that was rebuilt meanwhile has an
 * order of its own, and is told from its beginning.
 *
 * @param generation of the timeline
 * @param sequence of the last step in it; 0 for none
 */
public record Bookmark(long generation, long sequence) {

    /** Nothing was told. */
    public static final Bookmark NONE = new Bookmark(0, 0);

    /** More than a timeline has steps. */
    private static final long PER_GENERATION = 1_000_000;

    /** A bookmark from {@link #asNumber}. */
    public static Bookmark of(long number) {
        return new Bookmark(number / PER_GENERATION, number % PER_GENERATION);
    }

    /** For the {@code id} of server-sent events. */
    public long asNumber() {
        return generation * PER_GENERATION + sequence;
    }

    boolean isAtOrBehind(long stepGeneration, long stepSequence) {
        return generation == stepGeneration && sequence >= stepSequence;
    }
}
