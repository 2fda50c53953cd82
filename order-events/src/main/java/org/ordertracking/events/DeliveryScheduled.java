package org.ordertracking.events;

import java.time.Instant;

/**
 * A delivery is planned.
 *
 * @param orderId see {@link Formats#ID}
 * @param trackingNumber see {@link Formats#ID}
 * @param carrier at most {@link Formats#MAX_NAME} characters
 * @param slotStart earliest arrival
 * @param slotEnd latest arrival, not before the earliest
 */
public record DeliveryScheduled(
        String orderId, String trackingNumber, String carrier, Instant slotStart, Instant slotEnd, Instant scheduledAt)
        implements DeliveryEvent {

    public DeliveryScheduled {
        Require.matching("orderId", orderId, Patterns.ID);
        Require.matching("trackingNumber", trackingNumber, Patterns.ID);
        Require.text("carrier", carrier, Formats.MAX_NAME);
        Require.present("slotStart", slotStart);
        Require.present("slotEnd", slotEnd);
        if (slotEnd.isBefore(slotStart)) {
            throw new IllegalArgumentException("slotEnd " + slotEnd + " must not be before slotStart " + slotStart);
        }
        Require.present("scheduledAt", scheduledAt);
    }
}
