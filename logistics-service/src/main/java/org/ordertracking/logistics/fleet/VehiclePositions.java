package org.ordertracking.logistics.fleet;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Where each vehicle was last, as the log says; so many of them at most. Written by one thread, read by all. */
@Singleton
public class VehiclePositions {

    /** What became of a position that was heard of. */
    enum Outcome {
        /** It is the newest of its vehicle. */
        APPLIED,
        /** A newer one is known. */
        STALE,
        /** So many vehicles are known that there is no room for another one. */
        UNREMEMBERED
    }

    private final Map<String, Position> byVehicle = new ConcurrentHashMap<>();
    private final int limit;

    @Inject
    VehiclePositions(FleetConfig config) {
        this(config.rememberedVehicles());
    }

    /** @param limit of vehicles */
    VehiclePositions(int limit) {
        this.limit = limit;
    }

    /** Where a vehicle was last; empty if nothing was heard of it. */
    public Optional<Position> find(String vehicleId) {
        return Optional.ofNullable(byVehicle.get(vehicleId));
    }

    Outcome remember(Position position) {
        Position known = byVehicle.get(position.vehicleId());
        if (known == null && byVehicle.size() >= limit) {
            return Outcome.UNREMEMBERED;
        }
        if (known != null && !known.at().isBefore(position.at())) {
            return Outcome.STALE;
        }
        byVehicle.put(position.vehicleId(), position);
        return Outcome.APPLIED;
    }

    /** The log forgot the vehicle. */
    void forget(String vehicleId) {
        byVehicle.remove(vehicleId);
    }

    int size() {
        return byVehicle.size();
    }
}
