package org.ordertracking.events;

import java.time.Instant;

/**
 * A parcel left the warehouse.
 *
 * @param orderId see {@link Formats#ID}
 * @param trackingNumber see {@link Formats#ID}
 */
public record ParcelDispatched(String orderId, String trackingNumber, Instant dispatchedAt) implements DeliveryEvent {

    public ParcelDispatched {
        Require.matching("orderId", orderId, Patterns.ID);
        Require.matching("trackingNumber", trackingNumber, Patterns.ID);
        Require.present("dispatchedAt", dispatchedAt);
    }
}
