package org.ordertracking.events;

import java.time.Instant;

/**
 * A parcel that had left is called back, because its order was cancelled.
 *
 * @param orderId see {@link Formats#ID}
 * @param trackingNumber see {@link Formats#ID}
 */
public record ParcelRecalled(String orderId, String trackingNumber, Instant recalledAt) implements DeliveryEvent {

    public ParcelRecalled {
        Require.matching("orderId", orderId, Patterns.ID);
        Require.matching("trackingNumber", trackingNumber, Patterns.ID);
        Require.present("recalledAt", recalledAt);
    }
}
