package org.ordertracking.endtoend.suite;

import org.ordertracking.endtoend.client.Deliveries;
import org.ordertracking.endtoend.client.NotificationInbox;
import org.ordertracking.endtoend.client.Shop;
import org.ordertracking.endtoend.client.Stock;

/** The four services as customers and staff see them, wherever they run. */
public interface OrderTracking {

    /** order-service. */
    Shop shop();

    /** warehouse-service. */
    Stock stock();

    /** logistics-service. */
    Deliveries deliveries();

    /** notification-service. */
    NotificationInbox inbox();
}
