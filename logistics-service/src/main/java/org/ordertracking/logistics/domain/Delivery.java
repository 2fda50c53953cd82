package org.ordertracking.logistics.domain;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The delivery of one order. Immutable: each transition gives the delivery after it.
 *
 * <pre>
 *   schedule() --> SCHEDULED --dispatch()--> DISPATCHED --deliver()--> DELIVERED
 *                      |                         |                         |
 *                      |                         +--------recall()---------+--> RETURNING --takeBack()--> RETURNED
 *                      |
 *                      +-------cancel()----> CANCELLED
 * </pre>
 *
 * <p>What becomes of the delivery of a cancelled order, {@link #callOff} decides: a parcel that is still here stays, one that
 * has left is called back. Even one that was just delivered is: the cancellation that order-service agreed to stands, and
 * the two crossed. Nothing leads from a recall back to a delivery.
 *
 * <p>Times never run backwards, also when the clock does: a step is never earlier than the one before.
 *
 * @param vehicleId what carries the parcel; empty before it left, and when there is no fleet
 */
public record Delivery(
        String orderId,
        TrackingNumber trackingNumber,
        String carrier,
        Slot slot,
        Destination destination,
        State state,
        Milestones milestones,
        Optional<String> vehicleId) {

    /** Where a delivery stands; see {@link Delivery}. */
    public enum State {
        SCHEDULED,
        DISPATCHED,
        DELIVERED,
        CANCELLED,
        RETURNING,
        RETURNED;

        /** Whether nothing leads out of this state, as far as logistics knows: a delivered parcel may be called back yet. */
        public boolean isEnd() {
            return this == DELIVERED || this == CANCELLED || this == RETURNED;
        }
    }

    /** The states that a delivery has been in for certain, by the state it is in. */
    private static final Map<State, Set<State>> PAST = Map.of(
            State.SCHEDULED, Set.of(State.SCHEDULED),
            State.DISPATCHED, Set.of(State.SCHEDULED, State.DISPATCHED),
            State.DELIVERED, Set.of(State.SCHEDULED, State.DISPATCHED, State.DELIVERED),
            State.CANCELLED, Set.of(State.SCHEDULED, State.CANCELLED),
            State.RETURNING, Set.of(State.SCHEDULED, State.DISPATCHED, State.RETURNING),
            State.RETURNED, Set.of(State.SCHEDULED, State.DISPATCHED, State.RETURNING, State.RETURNED));

    public Delivery {
        Objects.requireNonNull(orderId, "orderId");
        Objects.requireNonNull(trackingNumber, "trackingNumber");
        Objects.requireNonNull(carrier, "carrier");
        Objects.requireNonNull(slot, "slot");
        Objects.requireNonNull(destination, "destination");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(vehicleId, "vehicleId");
        if (!isHistoryOf(state, milestones)) {
            throw new IllegalArgumentException(
                    "the times of order %s do not belong to a delivery that is %s".formatted(orderId, state));
        }
        if (vehicleId.isPresent() && milestones.of(State.DISPATCHED).isEmpty()) {
            throw new IllegalArgumentException("no vehicle carries the parcel of order " + orderId + " before it left");
        }
    }

    private static boolean isHistoryOf(State state, Milestones milestones) {
        Set<State> past = PAST.get(state);
        boolean deliveredFirst = past.contains(State.RETURNING);
        return milestones.reachedAt().keySet().containsAll(past)
                && milestones.reachedAt().keySet().stream()
                        .allMatch(reached -> past.contains(reached) || deliveredFirst && reached == State.DELIVERED);
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
                new Milestones(Map.of(State.SCHEDULED, at)),
                Optional.empty());
    }

    /** When this delivery came to its state. */
    public Instant stateSince() {
        return milestones.of(state).orElseThrow();
    }

    public Instant scheduledAt() {
        return milestones.of(State.SCHEDULED).orElseThrow();
    }

    /** When the parcel left the warehouse, if it did. */
    public Optional<Instant> dispatchedAt() {
        return milestones.of(State.DISPATCHED);
    }

    /** When the parcel reached the customer, if it did. */
    public Optional<Instant> deliveredAt() {
        return milestones.of(State.DELIVERED);
    }

    /**
     * The parcel leaves the warehouse.
     *
     * @param vehicle what carries it; empty when there is no fleet
     */
    public Delivery dispatch(Optional<String> vehicle, Instant at) {
        requireState(State.DISPATCHED, State.SCHEDULED);
        return moved(State.DISPATCHED, vehicle, at);
    }

    /** The parcel reaches the customer. */
    public Delivery deliver(Instant at) {
        requireState(State.DELIVERED, State.DISPATCHED);
        return moved(State.DELIVERED, vehicleId, at);
    }

    /**
     * The order was cancelled: the parcel stays, or is called back.
     *
     * @return empty if that happened before
     */
    public Optional<Delivery> callOff(Instant at) {
        return switch (state) {
            case SCHEDULED -> Optional.of(cancel(at));
            case DISPATCHED, DELIVERED -> Optional.of(recall(at));
            case CANCELLED, RETURNING, RETURNED -> Optional.empty();
        };
    }

    /** The parcel stays. */
    public Delivery cancel(Instant at) {
        requireState(State.CANCELLED, State.SCHEDULED);
        return moved(State.CANCELLED, vehicleId, at);
    }

    /** The parcel is called back. */
    public Delivery recall(Instant at) {
        requireState(State.RETURNING, State.DISPATCHED, State.DELIVERED);
        return moved(State.RETURNING, vehicleId, at);
    }

    /** The parcel is in the warehouse again. */
    public Delivery takeBack(Instant at) {
        requireState(State.RETURNED, State.RETURNING);
        return moved(State.RETURNED, vehicleId, at);
    }

    private Delivery moved(State to, Optional<String> vehicle, Instant at) {
        return new Delivery(orderId, trackingNumber, carrier, slot, destination, to, milestones.with(to, at), vehicle);
    }

    private void requireState(State wanted, State... required) {
        if (!Set.of(required).contains(state)) {
            throw new IllegalStateException(
                    "the delivery of order %s cannot become %s, it is %s".formatted(orderId, wanted, state));
        }
    }
}
