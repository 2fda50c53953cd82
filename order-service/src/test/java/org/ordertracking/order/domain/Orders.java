package org.ordertracking.order.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.ordertracking.events.Address;
import org.ordertracking.events.Customer;
import org.ordertracking.events.OrderLine;
import org.ordertracking.events.RejectionReason;

/** Orders for tests: one per state, reached the ordinary way. */
final class Orders {

    static final Instant PLACED_AT = Instant.parse("2026-03-01T10:00:00Z");
    static final Delivery PLAN = new Delivery(
            "TRACK-1", "Parcel Post", Instant.parse("2026-03-02T08:00:00Z"), Instant.parse("2026-03-02T12:00:00Z"));

    private Orders() {}

    static Purchase purchase() {
        return Purchase.of(
                new Customer("Ada Lovelace", "ada@example.com", "+4915112345678"),
                new Address("Main Street 1", "10115", "Berlin", "DE"),
                List.of(
                        new OrderLine("MUG-BLUE", 2, new BigDecimal("9.90")),
                        new OrderLine("TEE-M", 1, new BigDecimal("19.00"))),
                "EUR");
    }

    static Order placed() {
        return Order.place("order-1", purchase(), PLACED_AT).order();
    }

    static Order in(OrderState state) {
        return switch (state) {
            case PLACED -> placed();
            case CONFIRMED -> placed().confirm(after(1)).order();
            case SCHEDULED -> in(OrderState.CONFIRMED).schedule(PLAN, after(2)).order();
            case DISPATCHED ->
                in(OrderState.SCHEDULED).dispatch("TRACK-1", after(3)).order();
            case DELIVERED ->
                in(OrderState.DISPATCHED).deliver("TRACK-1", after(4)).order();
            case REJECTED ->
                placed().reject(RejectionReason.OUT_OF_STOCK, "none left", after(1))
                        .order();
            case CANCELLED -> placed().cancel("changed my mind", after(1)).order();
        };
    }

    static Instant after(long seconds) {
        return PLACED_AT.plusSeconds(seconds);
    }
}
