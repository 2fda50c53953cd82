package org.ordertracking.logistics.fleet;

import java.time.Instant;

/**
 * Where a vehicle was at one moment.
 *
 * @param latitude degrees
 * @param longitude degrees
 * @param speedKmh kilometres per hour; 0 while it stands
 */
public record Position(String vehicleId, double latitude, double longitude, double speedKmh, Instant at) {}
