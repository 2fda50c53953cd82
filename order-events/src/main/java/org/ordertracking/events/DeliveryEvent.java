package org.ordertracking.events;

/** What logistics-service says on topic {@link Topics#DELIVERIES}. */
public sealed interface DeliveryEvent extends Event
        permits DeliveryScheduled, ParcelDispatched, ParcelDelivered, ParcelRecalled, ParcelReturned {

    /** The order that this event is about. */
    String orderId();

    @Override
    default String key() {
        return orderId();
    }
}
