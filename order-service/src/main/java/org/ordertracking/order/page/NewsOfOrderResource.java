package org.ordertracking.order.page;

import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.ordertracking.events.Formats;
import org.ordertracking.order.neighbours.Neighbour;
import org.ordertracking.order.neighbours.Neighbours;

/** For the order's page: where the parcel is, and what the customer was told. A part of the page and not of the API. */
@Path("/my-orders")
@Produces(MediaType.APPLICATION_JSON)
class NewsOfOrderResource {

    private static final String ID_REMEDY = "Send the id of an order, as POST /orders gave it.";

    private final Neighbours neighbours;

    NewsOfOrderResource(Neighbours neighbours) {
        this.neighbours = neighbours;
    }

    @GET
    @Path("/{id}/parcel")
    @Operation(hidden = true)
    public Uni<NewsOfOrder> parcel(@PathParam("id") @Pattern(regexp = Formats.ID, message = ID_REMEDY) String id) {
        return neighbours
                .delivery(id)
                .map(answer -> NewsOfOrder.of(
                        answer,
                        Neighbour.LOGISTICS_SERVICE,
                        "The parcel",
                        "No parcel yet: logistics plans one when the order is confirmed."));
    }

    @GET
    @Path("/{id}/messages")
    @Operation(hidden = true)
    public Uni<NewsOfOrder> messages(@PathParam("id") @Pattern(regexp = Formats.ID, message = ID_REMEDY) String id) {
        return neighbours
                .notifications(id)
                .map(answer -> NewsOfOrder.of(
                        answer, Neighbour.NOTIFICATION_SERVICE, "What was sent", "Nothing was sent yet."));
    }
}
