package org.ordertracking.order.domain;

import java.util.List;

/**
 * Where an order stands.
 *
 * <pre>
 *   PLACED ──▶ CONFIRMED ──▶ SCHEDULED ──▶ DISPATCHED ──▶ DELIVERED
 *     │  │         │             │             │
 *     │  └─────────┴─────────────┴─────────────┴──▶ CANCELLED
 *     └──▶ REJECTED
 * </pre>
 *
 * <p>Topics are independent of each other, so what happened may be heard of in another order than it happened. The rule
 * is: <em>an order only moves forward along the path, and never leaves an end</em>. News from further down the path proves
 * that the steps before it happened, even when they were not heard of yet, so the order moves there at once; what comes
 * later about the steps in between changes the state no more. {@link #effectOf} is the whole table.
 */
public enum OrderState {
    /** Taken; nothing is promised yet. */
    PLACED,
    /** All goods are kept back for it. */
    CONFIRMED,
    /** A delivery is planned. */
    SCHEDULED,
    /** The parcel has left the warehouse. */
    DISPATCHED,
    /** The parcel has arrived. An end. */
    DELIVERED,
    /** It cannot be carried out. An end. */
    REJECTED,
    /** Called off before the parcel arrived; one that had left is called back. An end. */
    CANCELLED;

    /** The way of an order that nothing stops. */
    public static final List<OrderState> PATH = List.of(PLACED, CONFIRMED, SCHEDULED, DISPATCHED, DELIVERED);

    /** Whether nothing leads out of this state. */
    public boolean isEnd() {
        return this == DELIVERED || this == REJECTED || this == CANCELLED;
    }

    /** Whether the order can still be called off: until the parcel has arrived. */
    public boolean isCancellable() {
        return effectOf(CANCELLED).changesState();
    }

    /**
     * What news that would bring an order to {@code target} means to an order in this state.
     *
     * <p>Between the two sorts of news that change nothing, the difference is whether somebody should look: late news are
     * the traces of a race that was decided properly; illegal ones contradict what is known. So whatever a cancelled order
     * hears is late: the other service had not heard of the cancellation, and undoes what it did when it does. A parcel that
     * leaves for a rejected order is illegal, for nothing was ever kept back for it.
     */
    public Effect effectOf(OrderState target) {
        if (this == target) {
            return Effect.REPEATED;
        }
        return switch (target) {
            case REJECTED ->
                switch (this) {
                    case PLACED -> Effect.ADVANCED;
                    case CANCELLED -> Effect.LATE;
                    default -> Effect.ILLEGAL;
                };
            case CANCELLED ->
                switch (this) {
                    case PLACED, CONFIRMED, SCHEDULED, DISPATCHED -> Effect.ADVANCED;
                    default -> Effect.ILLEGAL;
                };
            default ->
                switch (this) {
                    case CANCELLED -> Effect.LATE;
                    case REJECTED -> target == CONFIRMED ? Effect.LATE : Effect.ILLEGAL;
                    default -> alongThePath(target);
                };
        };
    }

    private Effect alongThePath(OrderState target) {
        int steps = PATH.indexOf(target) - PATH.indexOf(this);
        if (steps < 0) {
            return Effect.LATE;
        }
        return steps == 1 ? Effect.ADVANCED : Effect.EARLY;
    }
}
