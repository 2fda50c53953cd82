package org.ordertracking.order.domain;

import java.time.Instant;
import java.util.Objects;

/**
 * An order that does not get on.
 *
 * @param waitsFor what should have happened
 * @param progressedAt when it got on last
 * @param stuckSince when it was noticed
 */
public record StuckOrder(
        String orderId, OrderState state, NextStep waitsFor, Instant progressedAt, Instant stuckSince) {

    public StuckOrder {
        Objects.requireNonNull(orderId, "orderId");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(waitsFor, "waitsFor");
        Objects.requireNonNull(progressedAt, "progressedAt");
        Objects.requireNonNull(stuckSince, "stuckSince");
    }
}
