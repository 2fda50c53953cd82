package org.ordertracking.events;

/** What visitors of the shop do, as order-service sees it, on topic {@link Topics#CUSTOMER_ACTIVITY}. */
public sealed interface ActivityEvent extends Event permits ProductViewed {

    /** The visitor that this event is about. */
    String visitorId();

    @Override
    default String key() {
        return visitorId();
    }
}
