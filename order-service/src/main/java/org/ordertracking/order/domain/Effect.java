package org.ordertracking.order.domain;

/** What news did to an order's state. */
public enum Effect {
    /** The order went one step on. */
    ADVANCED,
    /** The order came past a milestone that is no state of its own, see {@link Order#clear}. */
    MILESTONE,
    /** The news overtook others: the order went on over one or more steps not heard of yet. */
    EARLY,
    /** The order was already there. Nothing changed. */
    REPEATED,
    /** The order has gone on since, or a race was decided the other way. The state did not change. */
    LATE,
    /** Belongs to the order, and says nothing of its state: a parcel on its way back, for example. */
    NOTED,
    /** Contradicts what is known of the order. The state did not change, and somebody should look. */
    ILLEGAL;

    /** Whether the order's state is another one now. */
    public boolean changesState() {
        return this == ADVANCED || this == EARLY;
    }

    /** Whether the order got on, into another state or within the one that it is in: the others may have to hear of it. */
    public boolean isProgress() {
        return changesState() || this == MILESTONE;
    }
}
