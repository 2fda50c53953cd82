package org.ordertracking.order.store;

import java.time.Instant;
import java.util.Optional;

/**
 * How many orders are in one state.
 *
 * @param oldestPlacedAt when the oldest of them was placed; empty when there is none
 * @param stuck those that are marked as stuck
 */
public record OpenOrderCount(long orders, Optional<Instant> oldestPlacedAt, long stuck) {

    /** No order at all. */
    public static final OpenOrderCount NONE = new OpenOrderCount(0, Optional.empty(), 0);
}
