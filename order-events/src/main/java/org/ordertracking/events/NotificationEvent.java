package org.ordertracking.events;

/** What notification-service says on topic {@link Topics#NOTIFICATIONS}. */
public sealed interface NotificationEvent extends Event permits NotificationSent, NotificationFailed {

    /** The order that this event is about. */
    String orderId();

    @Override
    default String key() {
        return orderId();
    }
}
