package org.ordertracking.logistics.fleet;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Puts vehicles where a test wants them, as if the log had said so. */
@ApplicationScoped
public class TestFleet {

    private final VehiclePositions positions;

    TestFleet(VehiclePositions positions) {
        this.positions = positions;
    }

    public void isAt(String vehicleId, double latitude, double longitude, Instant at) {
        positions.remember(new Position(vehicleId, latitude, longitude, 30, at));
    }
}
