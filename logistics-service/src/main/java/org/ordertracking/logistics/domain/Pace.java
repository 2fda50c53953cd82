package org.ordertracking.logistics.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How fast deliveries move on by themselves.
 *
 * @param dispatchAfter from scheduled to dispatched
 * @param deliverAfter from dispatched to delivered
 * @param returnAfter from called back to being in the warehouse again
 */
public record Pace(Duration dispatchAfter, Duration deliverAfter, Duration returnAfter) {

    public Pace {
        if (dispatchAfter.isNegative() || deliverAfter.isNegative() || returnAfter.isNegative()) {
            throw new IllegalArgumentException(
                    "a pace cannot be negative: dispatch after %s, deliver after %s, return after %s"
                            .formatted(dispatchAfter, deliverAfter, returnAfter));
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

    /** Parcels called back at this moment or before are due to be in the warehouse again. */
    public Instant recalledLongEnough(Instant now) {
        return now.minus(returnAfter);
    }

    /** When a delivery that is scheduled now will arrive. */
    public Instant arrival(Instant scheduledAt) {
        return scheduledAt.plus(dispatchAfter).plus(deliverAfter);
    }

    /** When a parcel will arrive, as far as can be told; empty when it has, or will not. */
    public Optional<Instant> arrivalOf(Delivery delivery) {
        return switch (delivery.state()) {
            case SCHEDULED -> Optional.of(arrival(delivery.scheduledAt()));
            case DISPATCHED -> Optional.of(delivery.stateSince().plus(deliverAfter));
            case DELIVERED, CANCELLED, RETURNING, RETURNED -> Optional.empty();
        };
    }
}
