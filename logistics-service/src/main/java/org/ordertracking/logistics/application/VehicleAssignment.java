package org.ordertracking.logistics.application;

import java.util.Optional;

/** Says which vehicle carries a parcel. */
public interface VehicleAssignment {

    /** The same vehicle for the same order always; empty when there is no fleet. */
    Optional<String> carrying(String orderId);
}
