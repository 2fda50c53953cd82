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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ordertracking.events.Formats;
import org.ordertracking.http.problem.Problem;
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
    @APIResponse(
            responseCode = "200",
            description = "A page of deliveries",
            content =
                    @Content(
                            schema = @Schema(implementation = DeliveryPage.class),
                            examples = @ExampleObject(name = "a page", value = DeliveryExamples.PAGE)))
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
    @APIResponse(
            responseCode = "200",
            description = "The delivery",
            content =
                    @Content(
                            schema = @Schema(implementation = DeliveryView.class),
                            examples = @ExampleObject(name = "on its way", value = DeliveryExamples.DELIVERY)))
    @APIResponse(
            responseCode = "404",
            description = "No delivery is scheduled for this order",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            examples = @ExampleObject(name = "unknown delivery", value = DeliveryExamples.UNKNOWN)))
    public DeliveryView find(
            @Parameter(example = "6f1c2e0e-2f6b-4a43-9a1b-3d0f5f5b7a10")
                    @PathParam("orderId")
                    @Pattern(regexp = Formats.ID)
                    String orderId) {
        return schedule.find(orderId).map(views::of).orElseThrow(() -> UnknownDelivery.problem(orderId));
    }
}
