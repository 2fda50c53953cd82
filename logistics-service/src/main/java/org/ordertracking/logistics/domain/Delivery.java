package org.ordertracking.logistics.domain;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The delivery of one order. Immutable: each transition gives the delivery after it.
 *
 * <pre>
 *   schedule() --> SCHEDULED --dispatch()--> DISPATCHED --deliver()--> DELIVERED
 *                      |
 *                      +-------cancel()----> CANCELLED
 * </pre>
 *
 * <p>Times never run backwards, also when the clock does: a step is never earlier than the one before.
 *
 * @param dispatchedAt when the parcel left the warehouse
 * @param deliveredAt when the parcel reached the customer
 * @param cancelledAt when the delivery was called off
 */
public record Delivery(
        String orderId,
        TrackingNumber trackingNumber,
        String carrier,
        Slot slot,
        Destination destination,
        State state,
        Instant scheduledAt,
        Optional<Instant> dispatchedAt,
        Optional<Instant> deliveredAt,
        Optional<Instant> cancelledAt) {

    /** Where a delivery stands; see {@link Delivery}. */
    public enum State {
        SCHEDULED,
        DISPATCHED,
        DELIVERED,
        CANCELLED
    }

    public Delivery {
        Objects.requireNonNull(orderId, "orderId");
        Objects.requireNonNull(trackingNumber, "trackingNumber");
        Objects.requireNonNull(carrier, "carrier");
        Objects.requireNonNull(slot, "slot");
        Objects.requireNonNull(destination, "destination");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(scheduledAt, "scheduledAt");
        boolean left = state == State.DISPATCHED || state == State.DELIVERED;
        if (dispatchedAt.isPresent() != left
                || deliveredAt.isPresent() != (state == State.DELIVERED)
                || cancelledAt.isPresent() != (state == State.CANCELLED)) {
            throw new IllegalArgumentException(
                    "the times of order %s do not belong to a delivery that is %s".formatted(orderId, state));
        }
    }

    /** Plans the delivery of an order. */
    public static Delivery schedule(
            String orderId,
            TrackingNumber trackingNumber,
            String carrier,
            Slot slot,
            Destination destination,
            Instant at) {
        return new Delivery(
                orderId,
                trackingNumber,
                carrier,
                slot,
                destination,
                State.SCHEDULED,
                at,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** When this delivery came to its state. */
    public Instant stateSince() {
        return cancelledAt.or(() -> deliveredAt).or(() -> dispatchedAt).orElse(scheduledAt);
    }

    /** The parcel leaves the warehouse. */
    public Delivery dispatch(Instant at) {
        requireState(State.SCHEDULED, State.DISPATCHED);
        return moved(State.DISPATCHED, Optional.of(notBefore(scheduledAt, at)), deliveredAt, cancelledAt);
    }

    /** The parcel reaches the customer. */
    public Delivery deliver(Instant at) {
        requireState(State.DISPATCHED, State.DELIVERED);
        return moved(State.DELIVERED, dispatchedAt, Optional.of(notBefore(stateSince(), at)), cancelledAt);
    }

    /** Whether the parcel can still be kept back. */
    public boolean cancellable() {
        return state == State.SCHEDULED;
    }

    /** The parcel stays. */
    public Delivery cancel(Instant at) {
        requireState(State.SCHEDULED, State.CANCELLED);
        return moved(State.CANCELLED, dispatchedAt, deliveredAt, Optional.of(notBefore(scheduledAt, at)));
    }

    private Delivery moved(
            State to, Optional<Instant> dispatched, Optional<Instant> delivered, Optional<Instant> cancelled) {
        return new Delivery(
                orderId, trackingNumber, carrier, slot, destination, to, scheduledAt, dispatched, delivered, cancelled);
    }

    private void requireState(State required, State wanted) {
        if (state != required) {
            throw new IllegalStateException(
                    "the delivery of order %s cannot become %s, it is %s".formatted(orderId, wanted, state));
        }
    }

    private static Instant notBefore(Instant earlier, Instant at) {
        return at.isBefore(earlier) ? earlier : at;
    }
}
