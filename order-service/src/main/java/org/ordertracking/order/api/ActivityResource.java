package org.ordertracking.order.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.ordertracking.events.ProductViewed;
import org.ordertracking.http.problem.Problem;
import org.ordertracking.order.application.ActivityLog;

/**
 * What visitors of the shop do. A path of its own and not one per product: a page tells of several products at once, when
 * its visitor leaves it, say.
 */
@Path("/activity")
@Tag(name = "Activity")
class ActivityResource {

    private final ActivityLog log;
    private final InstantSource clock;

    ActivityResource(ActivityLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @ResponseStatus(RestResponse.StatusCode.ACCEPTED)
    @Operation(
            summary = "Tell which products a visitor looked at",
            description =
                    "For recommendations. Taken without a promise: under load, or without a broker, it is dropped.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = ActivityRequest.class),
                            examples = @ExampleObject(name = "two products", value = ShopExamples.ACTIVITY)))
    @APIResponse(responseCode = "202", description = "Taken")
    @APIResponse(
            responseCode = "400",
            description = "The body is malformed or breaks a limit",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public void tell(@NotNull(message = "Send what was looked at as a JSON object.") @Valid ActivityRequest request) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        request.viewed().forEach(sku -> log.note(new ProductViewed(request.visitorId(), sku, now)));
    }
}
