package org.ordertracking.events;

import java.util.List;

/** The names of the topics, and how the topics derived from them are called. */
public final class Topics {

    /** {@link OrderEvent}s, keyed by order id. */
    public static final String ORDERS = "orders";

    /** {@link StockEvent}s, keyed by order id. */
    public static final String STOCK = "stock";

    /** {@link InventoryEvent}s, keyed by SKU, compacted. */
    public static final String INVENTORY = "inventory";

    /** {@link DeliveryEvent}s, keyed by order id. */
    public static final String DELIVERIES = "deliveries";

    /** {@link NotificationEvent}s, keyed by order id. */
    public static final String NOTIFICATIONS = "notifications";

    /** All topics that carry events. */
    public static final List<String> ALL = List.of(ORDERS, STOCK, INVENTORY, DELIVERIES, NOTIFICATIONS);

    private Topics() {}

    /**
     * The topic where a service puts the records of a topic that it could not handle, for example
     * {@code orders.warehouse-service.dead-letters}. One per consumer: what one cannot read says nothing about others.
     */
    public static String deadLetters(String topic, String service) {
        return topic + "." + service + ".dead-letters";
    }
}
