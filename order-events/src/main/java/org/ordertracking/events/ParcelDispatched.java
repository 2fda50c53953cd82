package org.ordertracking.events;

import java.time.Instant;

/**
 * A parcel left the warehouse.
 *
 * @param orderId see {@link Formats#ID}
 * @param trackingNumber see {@link Formats#ID}
 * @param vehicleId what carries it, as in {@link VehicleMoved}, see {@link Formats#ID}; null when not known
 */
public record ParcelDispatched(String orderId, String trackingNumber, Instant dispatchedAt, String vehicleId)
        implements DeliveryEvent {

    public ParcelDispatched {
        Require.matching("orderId", orderId, Patterns.ID);
        Require.matching("trackingNumber", trackingNumber, Patterns.ID);
        Require.present("dispatchedAt", dispatchedAt);
        Require.matchingOrNull("vehicleId", vehicleId, Patterns.ID);
    }

    /** A parcel of which nobody knows what carries it. */
    public ParcelDispatched(String orderId, String trackingNumber, Instant dispatchedAt) {
        this(orderId, trackingNumber, dispatchedAt, null);
    }
}
