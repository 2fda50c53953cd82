package org.ordertracking.events;

import java.time.Instant;

/**
 * A parcel reached the customer.
 *
 * @param orderId see {@link Formats#ID}
 * @param trackingNumber see {@link Formats#ID}
 */
public record ParcelDelivered(String orderId, String trackingNumber, Instant deliveredAt) implements DeliveryEvent {

    public ParcelDelivered {
        Require.matching("orderId", orderId, Patterns.ID);
        Require.matching("trackingNumber", trackingNumber, Patterns.ID);
        Require.present("deliveredAt", deliveredAt);
    }
}
