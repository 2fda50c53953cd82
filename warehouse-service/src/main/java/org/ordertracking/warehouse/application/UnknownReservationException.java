package org.ordertracking.warehouse.application;

/**
 * Goods left for an order that the warehouse never heard of. It cannot happen in the course of things, for a parcel leaves
 * only after this warehouse reserved its goods. It does happen when the database is older than the log, for example
 * after a restore: then the event belongs to the dead letters, to be replayed once its order was placed again.
 */
public final class UnknownReservationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownReservationException(String orderId) {
        super("no reservation of order " + orderId + ": was the database restored from an older backup? "
                + "Replay this event once the order's OrderCleared was handled.");
    }
}
