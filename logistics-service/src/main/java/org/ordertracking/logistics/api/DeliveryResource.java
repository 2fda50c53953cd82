package org.ordertracking.logistics.api;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ordertracking.events.Formats;
import org.ordertracking.logistics.application.DeliverySchedule;
import org.ordertracking.logistics.domain.Delivery;

/** Look at deliveries. They are scheduled by what comes over the log and move on by themselves. */
@Path("/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Deliveries")
public class DeliveryResource {

    private static final int LAST_PAGE = 1_000_000;
    private static final int LARGEST_PAGE = 200;

    private final DeliverySchedule schedule;
    private final DeliveryViews views;

    DeliveryResource(DeliverySchedule schedule, DeliveryViews views) {
        this.schedule = schedule;
        this.views = views;
    }

    @GET
    @Operation(summary = "Deliveries, the newest first, page by page")
    public DeliveryPage list(
            @Parameter(description = "only those in this state") @QueryParam("state") Delivery.State state,
            @QueryParam("page") @DefaultValue("0") @Min(0) @Max(LAST_PAGE) int page,
            @QueryParam("size") @DefaultValue("50") @Min(1) @Max(LARGEST_PAGE) int size) {
        Optional<Delivery.State> wanted = Optional.ofNullable(state);
        List<DeliveryView> items = schedule.page(wanted, size, (long) page * size).stream()
                .map(views::of)
                .toList();
        return new DeliveryPage(items, page, size, schedule.count(wanted));
    }

    @GET
    @Path("{orderId}")
    @Operation(summary = "The delivery of one order, and where its parcel is")
    @APIResponse(responseCode = "404", description = "No delivery is scheduled for this order")
    public DeliveryView find(@PathParam("orderId") @Pattern(regexp = Formats.ID) String orderId) {
        return schedule.find(orderId).map(views::of).orElseThrow(() -> new UnknownDeliveryException(orderId));
    }
}
