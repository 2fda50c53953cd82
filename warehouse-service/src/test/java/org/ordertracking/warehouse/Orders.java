package org.ordertracking.warehouse;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.ordertracking.events.Address;
import org.ordertracking.events.Customer;
import org.ordertracking.events.OrderCancelled;
import org.ordertracking.events.OrderCleared;
import org.ordertracking.events.OrderLine;
import org.ordertracking.events.OrderPlaced;
import org.ordertracking.events.OrderRejected;
import org.ordertracking.events.ParcelDispatched;
import org.ordertracking.events.ParcelReturned;
import org.ordertracking.events.RejectionReason;

/** Events about orders, with what does not matter to a warehouse filled in. */
public final class Orders {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Orders() {}

    /** An id or SKU that no other test uses. */
    public static String unique(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    public static OrderLine line(String sku, int quantity) {
        return new OrderLine(sku, quantity, new BigDecimal("9.90"));
    }

    public static OrderPlaced placed(String orderId, OrderLine... lines) {
        return new OrderPlaced(
                orderId,
                new Customer("Ada", "ada@example.com", null),
                new Address("Main St 1", "10115", "Berlin", "DE"),
                List.of(lines),
                "EUR",
                new BigDecimal("9.90"),
                NOON);
    }

    public static OrderCleared cleared(String orderId, OrderLine... lines) {
        return new OrderCleared(orderId, List.of(lines), NOON);
    }

    public static OrderCancelled cancelled(String orderId) {
        return new OrderCancelled(orderId, "changed my mind", NOON);
    }

    public static OrderRejected suspected(String orderId) {
        return new OrderRejected(orderId, RejectionReason.FRAUD_SUSPECTED, "too many orders in a minute", NOON);
    }

    public static ParcelDispatched dispatched(String orderId) {
        return new ParcelDispatched(orderId, "CA000000011DE", NOON);
    }

    public static ParcelReturned returned(String orderId) {
        return new ParcelReturned(orderId, "CA000000011DE", NOON);
    }
}
