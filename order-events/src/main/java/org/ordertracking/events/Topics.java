package org.ordertracking.events;

import java.util.List;
import java.util.Set;

/** The names of the topics, and how the topics derived from them are called. */
public final class Topics {

    /** {@link OrderEvent}s, keyed by order id. */
    public static final String ORDERS = "orders";

    /** {@link ScreeningEvent}s, keyed by order id. */
    public static final String ORDER_SCREENINGS = "order-screenings";

    /** {@link StockEvent}s, keyed by order id. */
    public static final String STOCK = "stock";

    /** {@link InventoryEvent}s, keyed by SKU, compacted. */
    public static final String INVENTORY = "inventory";

    /** {@link DeliveryEvent}s, keyed by order id. */
    public static final String DELIVERIES = "deliveries";

    /** {@link VehicleEvent}s, keyed by vehicle id, compacted. */
    public static final String VEHICLE_POSITIONS = "vehicle-positions";

    /** {@link NotificationEvent}s, keyed by order id. */
    public static final String NOTIFICATIONS = "notifications";

    /** {@link ActivityEvent}s, keyed by visitor id. */
    public static final String CUSTOMER_ACTIVITY = "customer-activity";

    /** All topics that carry events. */
    public static final List<String> ALL = List.of(
            ORDERS,
            ORDER_SCREENINGS,
            STOCK,
            INVENTORY,
            DELIVERIES,
            VEHICLE_POSITIONS,
            NOTIFICATIONS,
            CUSTOMER_ACTIVITY);

    /** Topics of which the newest record of each key is kept, and older ones go. */
    public static final Set<String> COMPACTED = Set.of(INVENTORY, VEHICLE_POSITIONS);

    private Topics() {}

    /**
     * The topic where a service puts the records of a topic that it could not handle, for example
     * {@code orders.warehouse-service.dead-letters}. One per consumer: what one cannot read says nothing about others.
     */
    public static String deadLetters(String topic, String service) {
        return topic + "." + service + ".dead-letters";
    }
}
