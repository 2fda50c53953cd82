package org.ordertracking.order.api;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
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
import org.ordertracking.http.problem.TextFormat;
import org.ordertracking.order.domain.OrderState;
import org.ordertracking.order.store.OrderStore;
import org.ordertracking.order.stream.Bookmark;
import org.ordertracking.order.stream.OrderStream;
import org.ordertracking.order.stream.Word;

/** Orders, followed live over server-sent events. */
@Path(OrderResource.PATH + "/{id}/events")
@Tag(name = "Orders")
class OrderEventsResource {

    private final OrderStore orders;
    private final OrderStream stream;

    OrderEventsResource(OrderStore orders, OrderStream stream) {
        this.orders = orders;
        this.stream = stream;
    }

    @GET
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Operation(summary = "Follow an order live", description = """
                    Events: `state` (the order as GET /orders/{id} shows it; first, and at each change), `step` (a step as in the \
                    timeline; Last-Event-ID goes on behind it), `end` (nothing more is to come; close \
                    the connection, a browser would open it again). Comments come when nothing else does.""")
    @APIResponse(
            responseCode = "200",
            description = "The stream",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(type = SchemaType.STRING),
                            examples = @ExampleObject(name = "two events", value = OrderExamples.STREAM)))
    @APIResponse(
            responseCode = "404",
            description = "There is no such order",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            examples = @ExampleObject(name = "unknown order", value = OrderExamples.UNKNOWN_ORDER)))
    @APIResponse(
            responseCode = "503",
            description = "Too many streams are open",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            examples =
                                    @ExampleObject(name = "too many streams", value = OrderExamples.TOO_MANY_STREAMS)))
    public Multi<OutboundSseEvent> follow(
            @Parameter(example = "6f1c2e0e-2f6b-4a43-9a1b-3d0f5f5b7a10") @PathParam("id") String id,
            @Parameter(description = "Id of the last event that was received; a browser sends it by itself")
                    @HeaderParam("Last-Event-ID")
                    @Pattern(
                            regexp = TextFormat.SEQUENCE,
                            message = "Send the id of an event, or leave it out to hear all.")
                    String lastEventId,
            @Context Sse sse) {
        if (!id.matches(Formats.ID) || orders.find(id).isEmpty()) {
            throw UnknownOrder.problem(id);
        }
        Bookmark after = lastEventId == null ? Bookmark.NONE : Bookmark.of(Long.parseLong(lastEventId));
        return stream.follow(id, after).map(word -> event(sse, word));
    }

    private static OutboundSseEvent event(Sse sse, Word word) {
        if (word instanceof Word.State state) {
            return named(sse, "state", state.last(), OrderView.class, OrderView.of(state.order()));
        }
        if (word instanceof Word.Step step) {
            TimelineView.StepView view = TimelineView.StepView.of(step.entry());
            return named(sse, "step", step.last(), TimelineView.StepView.class, view);
        }
        if (word instanceof Word.End end) {
            return named(
                    sse,
                    "end",
                    end.last(),
                    EndView.class,
                    new EndView(end.order().state()));
        }
        return sse.newEventBuilder().comment("still here").build();
    }

    private static <T> OutboundSseEvent named(Sse sse, String name, Bookmark last, Class<T> type, T data) {
        return sse.newEventBuilder()
                .name(name)
                .id(Long.toString(last.asNumber()))
                .data(type, data)
                .build();
    }

    /** Data of the event {@code end}. */
    @RegisterForReflection
    record EndView(OrderState state) {}
}
