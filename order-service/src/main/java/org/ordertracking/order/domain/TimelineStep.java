package org.ordertracking.order.domain;

import java.util.Optional;

/**
 * One event about an order, as it was read from the log.
 *
 * @param sequence 1 for the first event of this order that was read, one more with each
 * @param effect what it did to the order's state; empty for an event that tells of a change made before, or of none
 * @param summary what it says, in words for a person; at most {@link #MAX_SUMMARY} characters
 */
public record TimelineStep(long sequence, LoggedEvent event, Optional<Effect> effect, String summary) {

    /** Characters of a summary. */
    public static final int MAX_SUMMARY = 1000;
}
