package org.ordertracking.events;

import java.time.Instant;

/**
 * Where a vehicle is.
 *
 * @param vehicleId see {@link Formats#ID}
 * @param latitude degrees, from -90 to 90
 * @param longitude degrees, from -180 to 180
 * @param speedKmh kilometres per hour, from 0 to {@link Formats#MAX_SPEED}
 */
public record VehicleMoved(String vehicleId, double latitude, double longitude, double speedKmh, Instant movedAt)
        implements VehicleEvent {

    public VehicleMoved {
        Require.matching("vehicleId", vehicleId, Patterns.ID);
        Require.between("latitude", latitude, -90, 90);
        Require.between("longitude", longitude, -180, 180);
        Require.between("speedKmh", speedKmh, 0, Formats.MAX_SPEED);
        Require.present("movedAt", movedAt);
    }
}
