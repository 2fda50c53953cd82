package org.ordertracking.logistics.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ordertracking.logistics.domain.Delivery;

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
        Instant returnedAt) {

    /** Where a parcel goes, as far as it is told. */
    public record Destination(String postalCode, String city, String country) {}

    static DeliveryView of(Delivery delivery) {
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
                at(delivery, Delivery.State.RETURNED));
    }

    private static Instant at(Delivery delivery, Delivery.State state) {
        return delivery.milestones().of(state).orElse(null);
    }
}
