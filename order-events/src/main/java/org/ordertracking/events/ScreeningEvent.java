package org.ordertracking.events;

/** What the screening of order-service says on topic {@link Topics#ORDER_SCREENINGS}. */
public sealed interface ScreeningEvent extends Event permits OrderScreened {

    /** The order that this event is about. */
    String orderId();

    @Override
    default String key() {
        return orderId();
    }
}
