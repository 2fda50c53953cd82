package org.ordertracking.broker.log;

import java.time.Duration;

/**
 * When logs are looked through for what may be removed.
 *
 * @param retentionCheck time from one look for expired segments to the next, positive; {@code null} for no looks but those asked for
 */
public record CleaningSchedule(Duration retentionCheck) {

    /** Nothing happens unless it is asked for. */
    public static final CleaningSchedule ON_DEMAND = new CleaningSchedule(null);

    public CleaningSchedule {
        if (retentionCheck != null && retentionCheck.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "the interval of retention checks must be at least 1 ms but is " + retentionCheck);
        }
    }
}
