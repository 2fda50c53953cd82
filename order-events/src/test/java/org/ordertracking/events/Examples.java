package org.ordertracking.events;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** One event of every kind, with every optional field filled in. */
final class Examples {

    private static final String ORDER = "7d0b1c1e-6b34-4a55-9a55-0c2f7f1d8a10";
    private static final Instant TIME = Instant.parse("2026-01-31T12:00:00.123456Z");
    private static final Address ADDRESS = new Address("Linienstraße 40", "10119", "Berlin", "DE");
    private static final List<OrderLine> LINES = List.of(
            new OrderLine("MUG-BLUE", 2, new BigDecimal("9.90")), new OrderLine("TEE-M", 1, new BigDecimal("20.00")));

    static final List<Event> ALL = List.of(
            new OrderPlaced(
                    ORDER,
                    new Customer("Ada Lovelace", "ada@example.com", "+4915112345678", "en", List.of(Channel.MAIL)),
                    ADDRESS,
                    LINES,
                    "EUR",
                    new BigDecimal("39.80"),
                    TIME,
                    new Payment("tok-4f1c9b"),
                    "v-17"),
            new OrderScreened(
                    ORDER,
                    OrderScreened.Verdict.SUSPECTED,
                    OrderScreened.Rule.TOO_MANY_ORDERS,
                    "6 orders within 10 minutes",
                    TIME),
            new OrderCleared(ORDER, LINES, TIME),
            new OrderConfirmed(ORDER, ADDRESS, LINES, TIME),
            new OrderRejected(ORDER, RejectionReason.OUT_OF_STOCK, "POSTER-LOG is sold out", TIME),
            new OrderCancelled(ORDER, "ordered twice", TIME),
            new StockReserved(ORDER, List.of(new StockLine("MUG-BLUE", 2)), TIME),
            new StockRejected(ORDER, RejectionReason.OUT_OF_STOCK, List.of(new Shortage("POSTER-LOG", 1, 0)), TIME),
            new StockReleased(ORDER, List.of(new StockLine("MUG-BLUE", 2)), TIME),
            new StockReturned(ORDER, List.of(new StockLine("MUG-BLUE", 2)), TIME),
            new StockLevelChanged("MUG-BLUE", 20_000_000_000L, 0, 7, TIME),
            new DeliveryScheduled(ORDER, "OT-4711", "Swift Parcels", TIME, TIME.plusSeconds(7200), TIME),
            new ParcelDispatched(ORDER, "OT-4711", TIME, "van-3"),
            new ParcelDelivered(ORDER, "OT-4711", TIME),
            new ParcelRecalled(ORDER, "OT-4711", TIME),
            new ParcelReturned(ORDER, "OT-4711", TIME),
            new VehicleMoved("van-3", 52.52, 13.405, 48.5, TIME),
            new NotificationSent(ORDER, "n-1", Channel.MAIL, "OrderConfirmed", "a••@example.com", TIME),
            new NotificationFailed(ORDER, "n-1", Channel.SMS, "OrderConfirmed", "+49•••5678", "no such number", TIME),
            new ProductViewed("v-17", "MUG-BLUE", TIME));

    private Examples() {}

    static Event of(EventType type) {
        return ALL.stream().filter(type.payload()::isInstance).findFirst().orElseThrow();
    }
}
