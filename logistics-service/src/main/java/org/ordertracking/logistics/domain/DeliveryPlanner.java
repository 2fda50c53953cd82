package org.ordertracking.logistics.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Decides who carries a parcel, under which number, and when it arrives. The same order gets the same carrier always. */
public final class DeliveryPlanner {

    private final List<Carrier> carriers;
    private final String country;
    private final Pace pace;
    private final Duration slotLength;

    /**
     * @param carriers at least one; orders are spread over them evenly
     * @param country where tracking numbers are issued, ISO 3166-1 alpha-2
     */
    public DeliveryPlanner(List<Carrier> carriers, String country, Pace pace, Duration slotLength) {
        if (carriers.isEmpty()) {
            throw new IllegalArgumentException("at least one carrier is needed");
        }
        this.carriers = List.copyOf(carriers);
        this.country = country;
        this.pace = pace;
        this.slotLength = slotLength;
    }

    /** @param serial never used before */
    public Delivery plan(String orderId, Destination destination, long serial, Instant at) {
        Carrier carrier = carriers.get(Math.floorMod(orderId.hashCode(), carriers.size()));
        return Delivery.schedule(
                orderId,
                TrackingNumber.of(carrier.service(), serial, country),
                carrier.name(),
                Slot.holding(pace.arrival(at), slotLength),
                destination,
                at);
    }
}
