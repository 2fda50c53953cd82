package org.ordertracking.events;

/** What logistics-service says on topic {@link Topics#DELIVERIES}. */
public sealed interface DeliveryEvent extends Event permits DeliveryScheduled, ParcelDispatched, ParcelDelivered {

    /** The order that this event is about. */
    String orderId();

    @Override
    default String key() {
        return orderId();
    }
}
