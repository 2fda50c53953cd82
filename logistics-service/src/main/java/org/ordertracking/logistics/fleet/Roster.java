package org.ordertracking.logistics.fleet;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.ordertracking.logistics.application.VehicleAssignment;

/** The vehicles by their names, and who carries what: parcels are spread over all of them by their order's id. */
@Singleton
public class Roster implements VehicleAssignment {

    private final int vehicles;

    Roster(FleetConfig config) {
        this.vehicles = config.vehicles();
    }

    /** How many vehicles there are. */
    int size() {
        return vehicles;
    }

    /** @param number from 0 to {@link #size()} - 1 */
    static String idOf(int number) {
        return "VAN-%05d".formatted(number + 1);
    }

    @Override
    public Optional<String> carrying(String orderId) {
        return vehicles == 0 ? Optional.empty() : Optional.of(idOf(Math.floorMod(orderId.hashCode(), vehicles)));
    }
}
