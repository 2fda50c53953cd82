package org.ordertracking.messaging.outbox;

import java.time.Duration;
import java.time.Instant;

/**
 * What waits in the outbox.
 *
 * @param pending rows that are not published
 * @param oldest when the oldest of them was written, or null
 * @param blockedKeys keys that wait for a person
 */
public record OutboxBacklog(long pending, Instant oldest, long blockedKeys) {

    static final OutboxBacklog EMPTY = new OutboxBacklog(0, null, 0);

    /** Age of the oldest row, 0 when none waits. */
    double ageInSeconds(Instant now) {
        return oldest == null ? 0 : Math.max(0, Duration.between(oldest, now).toMillis() / 1000.0);
    }
}
