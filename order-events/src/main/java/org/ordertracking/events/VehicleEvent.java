package org.ordertracking.events;

/**
 * What the vehicles of logistics-service say on topic {@link Topics#VEHICLE_POSITIONS}. The topic is compacted: the newest
 * record of a vehicle is all that a reader needs.
 */
public sealed interface VehicleEvent extends Event permits VehicleMoved {

    /** The vehicle that this event is about. */
    String vehicleId();

    @Override
    default String key() {
        return vehicleId();
    }
}
