package org.ordertracking.events;

import java.time.Instant;

/**
 * A parcel that was called back is in the warehouse again.
 *
 * @param orderId see {@link Formats#ID}
 * @param trackingNumber see {@link Formats#ID}
 */
public record ParcelReturned(String orderId, String trackingNumber, Instant returnedAt) implements DeliveryEvent {

    public ParcelReturned {
        Require.matching("orderId", orderId, Patterns.ID);
        Require.matching("trackingNumber", trackingNumber, Patterns.ID);
        Require.present("returnedAt", returnedAt);
    }
}
