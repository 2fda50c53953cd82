package org.ordertracking.logistics.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.ordertracking.events.Formats;
import org.ordertracking.http.problem.Problem;
import org.ordertracking.logistics.application.DeliverySchedule;
import org.ordertracking.logistics.domain.Delivery;
import org.ordertracking.logistics.stream.DeliveryStream;
import org.ordertracking.logistics.stream.Word;

/** Deliveries, followed live over server-sent events. */
@Path("/deliveries/{orderId}/events")
@Tag(name = "Deliveries")
class DeliveryEventsResource {

    private final DeliverySchedule schedule;
    private final DeliveryStream stream;

    DeliveryEventsResource(DeliverySchedule schedule, DeliveryStream stream) {
        this.schedule = schedule;
        this.stream = stream;
    }

    @GET
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Operation(summary = "Follow a parcel live", description = """
                    Events: `state` (the delivery as GET /deliveries/{orderId} shows it; first, and at each change), `position` \
                    (where the parcel is; about once a second while a vehicle carries it, and always the newest), `arrival` (it is \
                    expected at another time), `end` (the parcel was delivered, kept back or returned; close the connection, a \
                    browser would open it again). Comments come when nothing else does.""")
    @APIResponse(
            responseCode = "200",
            description = "The stream",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(type = SchemaType.STRING),
                            examples = {
                                @ExampleObject(name = "state", value = DeliveryEventExamples.STATE),
                                @ExampleObject(name = "position", value = DeliveryEventExamples.POSITION),
                                @ExampleObject(name = "arrival", value = DeliveryEventExamples.ARRIVAL),
                                @ExampleObject(name = "end", value = DeliveryEventExamples.END)
                            }))
    @APIResponse(
            responseCode = "404",
            description = "No delivery is scheduled for this order",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            examples = @ExampleObject(name = "unknown delivery", value = DeliveryExamples.UNKNOWN)))
    @APIResponse(
            responseCode = "503",
            description = "Too many streams are open",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            examples =
                                    @ExampleObject(
                                            name = "too many streams",
                                            value = DeliveryExamples.TOO_MANY_STREAMS)))
    public Multi<OutboundSseEvent> follow(
            @Parameter(example = "6f1c2e0e-2f6b-4a43-9a1b-3d0f5f5b7a10")
                    @PathParam("orderId")
                    @Pattern(regexp = Formats.ID)
                    String orderId,
            @Context Sse sse) {
        if (schedule.find(orderId).isEmpty()) {
            throw UnknownDelivery.problem(orderId);
        }
        return stream.follow(orderId).map(word -> event(sse, word));
    }

    private static OutboundSseEvent event(Sse sse, Word word) {
        if (word instanceof Word.State state) {
            return named(
                    sse,
                    "state",
                    DeliveryView.class,
                    DeliveryView.of(state.delivery(), state.position(), state.arrival()));
        }
        if (word instanceof Word.Moved moved) {
            return named(sse, "position", PositionView.class, PositionView.of(moved.position()));
        }
        if (word instanceof Word.Arrival arrival) {
            return named(sse, "arrival", ArrivalView.class, new ArrivalView(arrival.estimated()));
        }
        if (word instanceof Word.End end) {
            return named(sse, "end", EndView.class, new EndView(end.delivery().state()));
        }
        return sse.newEventBuilder().comment("still here").build();
    }

    private static <T> OutboundSseEvent named(Sse sse, String name, Class<T> type, T data) {
        return sse.newEventBuilder().name(name).data(type, data).build();
    }

    /** Data of the event {@code arrival}. */
    @RegisterForReflection
    @Schema(name = "Arrival")
    record ArrivalView(Instant estimatedArrival) {}

    /** Data of the event {@code end}. */
    @RegisterForReflection
    @Schema(name = "DeliveryEnd")
    record EndView(Delivery.State state) {}
}
