package org.ordertracking.order.api;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ordertracking.http.problem.Problem;
import org.ordertracking.order.domain.StuckOrder;
import org.ordertracking.order.store.PageEnd;
import org.ordertracking.order.store.StuckOrderStore;

/** Orders that do not get on, for whoever looks after the shop. */
@Path("/admin/stuck-orders")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration")
class StuckOrderResource {

    private final StuckOrderStore stuck;

    StuckOrderResource(StuckOrderStore stuck) {
        this.stuck = stuck;
    }

    @GET
    @Operation(
            summary = "Orders that do not get on",
            description = "Those first that were noticed first. An order leaves the list when it gets on.")
    @APIResponse(
            responseCode = "200",
            description = "A page of orders, and the cursor of the next",
            content =
                    @Content(
                            schema = @Schema(implementation = StuckOrderPageView.class),
                            examples = @ExampleObject(name = "one order", value = ShopExamples.STUCK)))
    @APIResponse(
            responseCode = "400",
            description = "A parameter breaks a limit",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public StuckOrderPageView list(
            @Parameter(
                            description = "Orders on the page",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100"))
                    @QueryParam("limit")
                    @DefaultValue("20")
                    PageLimit limit,
            @Parameter(description = "Where the page before ended: its next") @QueryParam("cursor") String cursor) {
        Optional<PageEnd> after =
                Optional.ofNullable(cursor).map(text -> PageCursor.require(text, "the first that was noticed"));
        List<StuckOrder> found = stuck.page(after, limit.value() + 1);
        List<StuckOrder> page = found.subList(0, Math.min(limit.value(), found.size()));
        return new StuckOrderPageView(
                page.stream().map(StuckOrderPageView.StuckOrderView::of).toList(),
                found.size() > page.size() ? next(page.get(page.size() - 1)) : null);
    }

    private static String next(StuckOrder last) {
        return PageCursor.behind(last.stuckSince(), last.orderId());
    }
}
