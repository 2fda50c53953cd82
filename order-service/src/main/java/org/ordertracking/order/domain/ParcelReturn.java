package org.ordertracking.order.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * The way back of a parcel whose order was cancelled after it had left.
 *
 * @param recalledAt when it was called back; empty as long as only its return was heard of
 * @param returnedAt when it was in the warehouse again; empty until it is
 */
public record ParcelReturn(Optional<Instant> recalledAt, Optional<Instant> returnedAt) {

    public ParcelReturn {
        if (recalledAt.isEmpty() && returnedAt.isEmpty()) {
            throw new IllegalArgumentException("a return of which nothing is known is none");
        }
    }

    /** With what is missing filled in from the other; what is known already stays. */
    ParcelReturn filledFrom(ParcelReturn other) {
        return new ParcelReturn(recalledAt.or(() -> other.recalledAt), returnedAt.or(() -> other.returnedAt));
    }
}
