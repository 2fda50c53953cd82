package org.ordertracking.events;

/** What order-service says on topic {@link Topics#ORDERS}. */
public sealed interface OrderEvent extends Event
        permits OrderPlaced, OrderCleared, OrderConfirmed, OrderRejected, OrderCancelled {

    /** The order that this event is about. */
    String orderId();

    @Override
    default String key() {
        return orderId();
    }
}
