package org.ordertracking.logistics.domain;

import java.time.Duration;
import java.time.Instant;

/** Deliveries for tests of the domain. */
final class Deliveries {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Deliveries() {}

    static Delivery scheduled() {
        return Delivery.schedule(
                "order-1",
                TrackingNumber.of("CA", 1, "DE"),
                "Northwind Parcel",
                Slot.holding(NOON.plus(Duration.ofHours(25)), Duration.ofHours(2)),
                new Destination("Main St 1", "10115", "Berlin", "DE"),
                NOON);
    }

    static Instant hours(int hours) {
        return NOON.plus(Duration.ofHours(hours));
    }
}
