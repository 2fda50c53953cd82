package org.ordertracking.logistics;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.ordertracking.events.Address;
import org.ordertracking.events.OrderCancelled;
import org.ordertracking.events.OrderConfirmed;
import org.ordertracking.events.OrderLine;

/** Events about orders, with what does not matter to logistics filled in. */
public final class Orders {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Orders() {}

    /** An id that no other test uses. */
    public static String unique(String prefix) {
        return prefix + "-" + UUID.randomUUID();
    }

    public static OrderConfirmed confirmed(String orderId) {
        return new OrderConfirmed(
                orderId,
                new Address("Main St 1", "10115", "Berlin", "DE"),
                List.of(new OrderLine("MUG-BLUE", 1, new BigDecimal("9.90"))),
                NOON);
    }

    public static OrderCancelled cancelled(String orderId) {
        return new OrderCancelled(orderId, "changed my mind", NOON);
    }
}
