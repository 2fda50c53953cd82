package org.ordertracking.logistics.fleet;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.ordertracking.logistics.domain.Delivery;

/** Says where a parcel is: where the vehicle is that carries it, there or back. */
@Singleton
public class ParcelLocator {

    private final VehiclePositions positions;

    ParcelLocator(VehiclePositions positions) {
        this.positions = positions;
    }

    /** Empty while no vehicle carries the parcel, or none said where it is. */
    public Optional<Position> positionOf(Delivery delivery) {
        return switch (delivery.state()) {
            case DISPATCHED, RETURNING -> delivery.vehicleId().flatMap(positions::find);
            case SCHEDULED, DELIVERED, CANCELLED, RETURNED -> Optional.empty();
        };
    }
}
