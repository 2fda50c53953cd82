package org.ordertracking.order.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.ordertracking.events.Formats;
import org.ordertracking.http.problem.CommonProblem;
import org.ordertracking.http.problem.Problem;
import org.ordertracking.http.problem.ProblemException;
import org.ordertracking.http.problem.TextFormat;
import org.ordertracking.order.application.IdempotencyKey;
import org.ordertracking.order.application.IdempotencyKeyReusedException;
import org.ordertracking.order.application.OrderDesk;
import org.ordertracking.order.domain.Effect;
import org.ordertracking.order.domain.Order;
import org.ordertracking.order.domain.OrderSummary;
import org.ordertracking.order.domain.StuckOrder;
import org.ordertracking.order.domain.Timeline;
import org.ordertracking.order.domain.TimelineStep;
import org.ordertracking.order.domain.Transition;
import org.ordertracking.order.domain.UnknownProductException;
import org.ordertracking.order.store.OrderStore;
import org.ordertracking.order.store.PageEnd;
import org.ordertracking.order.store.StuckOrderStore;
import org.ordertracking.order.store.TimelineStore;

/** Orders over HTTP: placed, looked at, called off. */
@Path(OrderResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Orders")
class OrderResource {

    static final String PATH = "/orders";

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final int MAX_KEY = 255;

    private final OrderDesk desk;
    private final OrderStore orders;
    private final TimelineStore timelines;
    private final StuckOrderStore stuck;
    private final RequestFingerprint fingerprint;

    OrderResource(
            OrderDesk desk,
            OrderStore orders,
            TimelineStore timelines,
            StuckOrderStore stuck,
            RequestFingerprint fingerprint) {
        this.desk = desk;
        this.orders = orders;
        this.timelines = timelines;
        this.stuck = stuck;
        this.fingerprint = fingerprint;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Place an order",
            description = "The order is taken, nothing is promised yet: follow it to see whether it is confirmed."
                    + " The same Idempotency-Key with the same body gives the same order again.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = OrderRequest.class),
                            examples = @ExampleObject(name = "two mugs", value = OrderExamples.ORDER)))
    @APIResponse(
            responseCode = "202",
            description = "The order is taken; Location says where it is",
            content =
                    @Content(
                            schema = @Schema(implementation = OrderReceipt.class),
                            examples = @ExampleObject(name = "taken", value = OrderExamples.RECEIPT)))
    @APIResponse(
            responseCode = "400",
            description = "The body is malformed or breaks a limit",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "413",
            description = "The body has more than 64 KiB",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "422",
            description = "A product is unknown, or the Idempotency-Key was used for another request",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            examples = {
                                @ExampleObject(name = "unknown product", value = OrderExamples.UNKNOWN_PRODUCT),
                                @ExampleObject(name = "key used before", value = OrderExamples.KEY_REUSED)
                            }))
    public RestResponse<OrderReceipt> place(
            @NotNull(message = "Send the order as a JSON object.") @Valid OrderRequest request,
            @Parameter(description = "Makes it safe to send the request again, for a week", example = "5f0c9a9e")
                    @HeaderParam(IDEMPOTENCY_KEY)
                    @Size(min = 1, max = MAX_KEY, message = "Send a random value such as a UUID.")
                    @Pattern(
                            regexp = TextFormat.VISIBLE_ASCII,
                            message = "Use visible ASCII characters, such as a UUID's.")
                    String idempotencyKey,
            @Context HttpHeaders headers) {
        requireNoEmptyKey(idempotencyKey, headers);
        Optional<IdempotencyKey> key =
                Optional.ofNullable(idempotencyKey).map(value -> new IdempotencyKey(value, fingerprint.of(request)));
        try {
            Order order = desk.place(request.toCommand(), key);
            return RestResponse.ResponseBuilder.create(RestResponse.Status.ACCEPTED, OrderReceipt.of(order))
                    .location(URI.create(PATH + "/" + order.id()))
                    .build();
        } catch (UnknownProductException e) {
            throw new ProblemException(Problem.withFields(
                    OrderProblem.UNKNOWN_PRODUCT,
                    List.of(new Problem.FieldError(
                            "lines[" + e.line() + "].sku",
                            "one of GET /products",
                            "Replace " + e.sku() + " by a product of the catalogue."))));
        } catch (IdempotencyKeyReusedException e) {
            throw new ProblemException(Problem.of(
                    OrderProblem.IDEMPOTENCY_KEY_REUSED,
                    "The key made order " + e.orderId() + " from another body.",
                    "Use a new Idempotency-Key for a new order."));
        }
    }

    /** An empty header looks like none to the REST layer; who sends one wants a key, and would get a second order. */
    private static void requireNoEmptyKey(String idempotencyKey, HttpHeaders headers) {
        if (idempotencyKey == null && !headers.getRequestHeader(IDEMPOTENCY_KEY).isEmpty()) {
            throw new ProblemException(Problem.withFields(
                    CommonProblem.INVALID_REQUEST,
                    List.of(new Problem.FieldError(
                            IDEMPOTENCY_KEY, "from 1 to " + MAX_KEY, "Send a random value such as a UUID."))));
        }
    }

    @GET
    @Operation(summary = "A customer's orders, newest first")
    @APIResponse(
            responseCode = "200",
            description = "A page of orders, and the cursor of the next",
            content =
                    @Content(
                            schema = @Schema(implementation = OrderPageView.class),
                            examples = @ExampleObject(name = "a page", value = OrderExamples.PAGE)))
    @APIResponse(
            responseCode = "400",
            description = "A parameter breaks a limit",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public OrderPageView placedBy(
            @Parameter(description = "The customer's mail address", example = "ada@example.com")
                    @QueryParam("customer")
                    @NotNull(message = "Say whose orders, as ?customer=ada@example.com")
                    @Pattern(regexp = Formats.EMAIL, message = "Send one mail address such as ada@example.com.")
                    @Pattern(regexp = TextFormat.PRINTABLE, message = OrderRequest.PRINTABLE_REMEDY)
                    String customer,
            @Parameter(
                            description = "Orders on the page",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100"))
                    @QueryParam("limit")
                    @DefaultValue("20")
                    PageLimit limit,
            @Parameter(description = "Where the page before ended: its next") @QueryParam("cursor") String cursor) {
        Optional<PageEnd> after = Optional.ofNullable(cursor).map(text -> PageCursor.require(text, "the newest order"));
        List<OrderSummary> found = orders.placedBy(customer, after, limit.value() + 1);
        List<OrderSummary> page = found.subList(0, Math.min(limit.value(), found.size()));
        return new OrderPageView(
                page.stream().map(OrderPageView.SummaryView::of).toList(),
                found.size() > page.size() ? PageCursor.behind(page.get(page.size() - 1)) : null);
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "An order as it stands")
    @APIResponse(
            responseCode = "200",
            description = "State, lines, total, reasons, times, and what it waits for",
            content =
                    @Content(
                            schema = @Schema(implementation = OrderView.class),
                            examples = @ExampleObject(name = "on its way", value = OrderExamples.ORDER_VIEW)))
    @APIResponse(
            responseCode = "404",
            description = "There is no such order",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            examples = @ExampleObject(name = "unknown order", value = OrderExamples.UNKNOWN_ORDER)))
    public OrderView order(@Parameter(example = "6f1c2e0e-2f6b-4a43-9a1b-3d0f5f5b7a10") @PathParam("id") String id) {
        Order order = known(id);
        return OrderView.of(order, stuck.find(id).map(StuckOrder::stuckSince).orElse(null));
    }

    @GET
    @Path("/{id}/timeline")
    @Operation(summary = "What the log says about an order", description = "In the order of the records' times.")
    @APIResponse(
            responseCode = "200",
            description = "The steps, each with its place on the log",
            content =
                    @Content(
                            schema = @Schema(implementation = TimelineView.class),
                            examples = @ExampleObject(name = "a step", value = OrderExamples.TIMELINE)))
    @APIResponse(
            responseCode = "404",
            description = "There is no such order",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            examples = @ExampleObject(name = "unknown order", value = OrderExamples.UNKNOWN_ORDER)))
    public TimelineView timeline(
            @Parameter(example = "6f1c2e0e-2f6b-4a43-9a1b-3d0f5f5b7a10") @PathParam("id") String id) {
        Order order = known(id);
        List<TimelineStep> steps = timelines.of(id, Timeline.MAX_STEPS + 1);
        List<TimelineStep> shown = steps.subList(0, Math.min(Timeline.MAX_STEPS, steps.size()));
        return TimelineView.of(id, order.state(), steps.size() > Timeline.MAX_STEPS, new Timeline(order, shown));
    }

    @POST
    @Path("/{id}/cancellation")
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(RestResponse.StatusCode.ACCEPTED)
    @Operation(
            summary = "Call an order off",
            description =
                    "Possible until the parcel has arrived; one that has left is called back. Safe to send again.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = CancellationRequest.class),
                            examples = @ExampleObject(name = "a mistake", value = OrderExamples.CANCELLATION)))
    @APIResponse(
            responseCode = "202",
            description = "The order is cancelled; the other services undo what they did for it",
            content =
                    @Content(
                            schema = @Schema(type = SchemaType.OBJECT, implementation = OrderView.class),
                            examples = @ExampleObject(name = "cancelled", value = OrderExamples.CANCELLED)))
    @APIResponse(
            responseCode = "404",
            description = "There is no such order",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            examples = @ExampleObject(name = "unknown order", value = OrderExamples.UNKNOWN_ORDER)))
    @APIResponse(
            responseCode = "409",
            description = "The order's state no longer allows it",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            examples = @ExampleObject(name = "delivered", value = OrderExamples.NOT_CANCELLABLE)))
    public OrderView cancel(
            @Parameter(example = "6f1c2e0e-2f6b-4a43-9a1b-3d0f5f5b7a10") @PathParam("id") String id,
            @NotNull(message = "Send the reason as {\"reason\": \"…\"}.") @Valid CancellationRequest request) {
        requireOrderId(id);
        Transition cancelling = desk.cancel(id, request.reason()).orElseThrow(() -> UnknownOrder.problem(id));
        if (cancelling.effect() == Effect.ILLEGAL) {
            throw new ProblemException(Problem.of(
                    OrderProblem.NOT_CANCELLABLE,
                    "The order is " + cancelling.order().state() + ".",
                    "Orders can be cancelled while they are PLACED, CONFIRMED, SCHEDULED or DISPATCHED."));
        }
        return OrderView.of(cancelling.order());
    }

    private Order known(String id) {
        requireOrderId(id);
        return orders.find(id).orElseThrow(() -> UnknownOrder.problem(id));
    }

    private static void requireOrderId(String id) {
        if (!id.matches(Formats.ID)) {
            throw UnknownOrder.problem(id);
        }
    }
}
