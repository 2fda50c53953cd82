package org.ordertracking.logistics.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ordertracking.logistics.domain.Delivery;
import org.ordertracking.logistics.fleet.Position;

/** A delivery as callers see it. The street is left out: who has an order's id need not learn where somebody lives. */
@Schema(name = "Delivery")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeliveryView(
        @Schema(examples = "6f1c2e0e-2f6b-4a43-9a1b-3d0f5f5b7a10")
        String orderId,

        Delivery.State state,
        @Schema(examples = "Northwind Parcel") String carrier,

        @Schema(description = "UPU S10, with check digit", examples = "CA000000017DE")
        String trackingNumber,

        @Schema(description = "earliest arrival") Instant slotStart,
        @Schema(description = "latest arrival") Instant slotEnd,
        Destination destination,
        Instant scheduledAt,

        @Schema(description = "absent until the parcel left")
        Instant dispatchedAt,

        @Schema(description = "absent until the parcel arrived")
        Instant deliveredAt,

        @Schema(description = "absent unless the order was cancelled before the parcel left")
        Instant cancelledAt,

        @Schema(description = "absent unless the order was cancelled after the parcel left: it was called back")
        Instant recalledAt,

        @Schema(description = "absent until a parcel that was called back is in the warehouse again")
        Instant returnedAt,

        @Schema(
                description = "what carries the parcel; absent until it left, and without a fleet",
                examples = "VAN-00007")
        String vehicleId,

        @Schema(description = "where the parcel is; absent unless a vehicle carries it that said where it is")
        PositionView position,

        @Schema(description = "absent once the parcel arrived, and for one that will not")
        Instant estimatedArrival) {

    /** Where a parcel goes, as far as it is told. */
    public record Destination(String postalCode, String city, String country) {}

    static DeliveryView of(Delivery delivery, Optional<Position> position, Optional<Instant> arrival) {
        return new DeliveryView(
                delivery.orderId(),
                delivery.state(),
                delivery.carrier(),
                delivery.trackingNumber().value(),
                delivery.slot().start(),
                delivery.slot().end(),
                new Destination(
                        delivery.destination().postalCode(),
                        delivery.destination().city(),
                        delivery.destination().country()),
                delivery.scheduledAt(),
                delivery.dispatchedAt().orElse(null),
                delivery.deliveredAt().orElse(null),
                at(delivery, Delivery.State.CANCELLED),
                at(delivery, Delivery.State.RETURNING),
                at(delivery, Delivery.State.RETURNED),
                delivery.vehicleId().orElse(null),
                position.map(PositionView::of).orElse(null),
                arrival.orElse(null));
    }

    private static Instant at(Delivery delivery, Delivery.State state) {
        return delivery.milestones().of(state).orElse(null);
    }
}
