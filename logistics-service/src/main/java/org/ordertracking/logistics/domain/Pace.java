package org.ordertracking.logistics.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * How fast deliveries move on by themselves.
 *
 * @param dispatchAfter from scheduled to dispatched
 * @param deliverAfter from dispatched to delivered
 */
public record Pace(Duration dispatchAfter, Duration deliverAfter) {

    public Pace {
        if (dispatchAfter.isNegative() || deliverAfter.isNegative()) {
            throw new IllegalArgumentException("a pace cannot be negative: dispatch after %s, deliver after %s"
                    .formatted(dispatchAfter, deliverAfter));
        }
    }

    /** Deliveries scheduled at this moment or before are due to be dispatched. */
    public Instant scheduledLongEnough(Instant now) {
        return now.minus(dispatchAfter);
    }

    /** Deliveries dispatched at this moment or before are due to be delivered. */
    public Instant dispatchedLongEnough(Instant now) {
        return now.minus(deliverAfter);
    }

    /** When a delivery that is scheduled now will arrive. */
    public Instant arrival(Instant scheduledAt) {
        return scheduledAt.plus(dispatchAfter).plus(deliverAfter);
    }
}
