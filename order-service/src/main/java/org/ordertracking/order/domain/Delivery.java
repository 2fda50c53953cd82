package org.ordertracking.order.domain;

import java.time.Instant;
import java.util.Objects;

/**
 * What is known of an order's delivery.
 *
 * @param carrier null until the plan was heard of: a parcel's departure may be heard of first
 * @param slotStart earliest arrival; null as the carrier
 * @param slotEnd latest arrival; null as the carrier
 */
public record Delivery(String trackingNumber, String carrier, Instant slotStart, Instant slotEnd) {

    public Delivery {
        Objects.requireNonNull(trackingNumber, "trackingNumber");
    }

    /** A delivery of which nothing but the parcel is known. */
    static Delivery ofParcel(String trackingNumber) {
        return new Delivery(trackingNumber, null, null, null);
    }

    /** With what is missing filled in from the other; what is known already stays. */
    Delivery filledFrom(Delivery other) {
        return carrier != null ? this : new Delivery(trackingNumber, other.carrier, other.slotStart, other.slotEnd);
    }
}
