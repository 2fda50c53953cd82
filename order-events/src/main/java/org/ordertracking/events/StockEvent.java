package org.ordertracking.events;

/** What warehouse-service says about an order on topic {@link Topics#STOCK}. */
public sealed interface StockEvent extends Event permits StockReserved, StockRejected, StockReleased, StockReturned {

    /** The order that this event is about. */
    String orderId();

    @Override
    default String key() {
        return orderId();
    }
}
