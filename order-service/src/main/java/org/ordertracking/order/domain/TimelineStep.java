package org.ordertracking.order.domain;

/**
 * One event about an order, as it was read from the log.
 *
 * @param generation of the timeline; a rebuilt one reads the steps in an order of its own
 * @param sequence 1 for the first event of this order that was read, one more with each
 * @param bearing what it asks of the order
 * @param summary what it says, in words for a person; at most {@link #MAX_SUMMARY} characters
 */
public record TimelineStep(long generation, long sequence, LoggedEvent event, Bearing bearing, String summary) {

    /** Characters of a summary. */
    public static final int MAX_SUMMARY = 1000;
}
