package org.ordertracking.logistics.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ordertracking.logistics.fleet.Position;

/** Where a parcel is, as callers see it. */
@Schema(name = "Position")
@RegisterForReflection
record PositionView(
        @Schema(description = "what carries the parcel", examples = "VAN-00007")
        String vehicleId,

        @Schema(description = "degrees, WGS 84", examples = "52.4987")
        double latitude,

        @Schema(description = "degrees, WGS 84", examples = "13.3912")
        double longitude,

        @Schema(description = "kilometres per hour, 0 while it stands", examples = "30")
        double speedKmh,

        @Schema(description = "when the vehicle said so", examples = "2026-03-01T12:00:07.250Z")
        Instant at) {

    static PositionView of(Position position) {
        return new PositionView(
                position.vehicleId(), position.latitude(), position.longitude(), position.speedKmh(), position.at());
    }
}
