package org.ordertracking.warehouse.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.ordertracking.events.Formats;
import org.ordertracking.http.admin.OperatorOnly;
import org.ordertracking.http.description.CommonResponses;
import org.ordertracking.http.problem.Problem;
import org.ordertracking.warehouse.application.Inventory;
import org.ordertracking.warehouse.domain.StockItem;

/** Look at the stock, set it. What orders reserve of it comes over the log. */
@Path("/inventory")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Inventory")
public class InventoryResource {

    private static final int LAST_PAGE = 1_000_000;
    private static final int LARGEST_PAGE = 200;

    private final Inventory inventory;

    InventoryResource(Inventory inventory) {
        this.inventory = inventory;
    }

    @GET
    @Operation(summary = "The stock of all articles, page by page")
    @APIResponse(
            responseCode = "200",
            description = "A page of articles",
            content =
                    @Content(
                            schema = @Schema(implementation = InventoryPage.class),
                            examples = @ExampleObject(name = "a page", value = InventoryExamples.PAGE)))
    public InventoryPage list(
            @QueryParam("page") @DefaultValue("0") @Min(0) @Max(LAST_PAGE) int page,
            @QueryParam("size") @DefaultValue("50") @Min(1) @Max(LARGEST_PAGE) int size) {
        List<StockItemView> items = inventory.page(size, (long) page * size).stream()
                .map(StockItemView::of)
                .toList();
        return new InventoryPage(items, page, size, inventory.count());
    }

    @GET
    @Path("{sku}")
    @Operation(summary = "The stock of one article; its version is also the ETag")
    @APIResponse(
            responseCode = "200",
            description = "The article",
            content =
                    @Content(
                            schema = @Schema(implementation = StockItemView.class),
                            examples = @ExampleObject(name = "mugs", value = InventoryExamples.ITEM)))
    @APIResponse(
            responseCode = "404",
            description = "The warehouse does not keep this article",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            examples = @ExampleObject(name = "unknown article", value = InventoryExamples.UNKNOWN)))
    public RestResponse<StockItemView> find(
            @Parameter(example = "MUG-BLUE") @PathParam("sku") @Pattern(regexp = Formats.SKU) String sku) {
        StockItem item = inventory.find(sku).orElseThrow(() -> UnknownArticle.problem(sku));
        return response(Status.OK, item);
    }

    @PUT
    @Path("{sku}")
    @OperatorOnly
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Set the count of an article, or add one",
            description = "With If-Match the count is set only if nobody changed the article in between.")
    @SecurityRequirement(name = CommonResponses.ADMIN_TOKEN)
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = RestockRequest.class),
                            examples = @ExampleObject(name = "500 pieces", value = InventoryExamples.COUNT)))
    @APIResponse(
            responseCode = "200",
            description = "The count is set",
            content =
                    @Content(
                            schema = @Schema(implementation = StockItemView.class),
                            examples = @ExampleObject(name = "mugs", value = InventoryExamples.ITEM)))
    @APIResponse(
            responseCode = "201",
            description = "The article is new",
            content =
                    @Content(
                            schema = @Schema(implementation = StockItemView.class),
                            examples = @ExampleObject(name = "mugs", value = InventoryExamples.ITEM)))
    @APIResponse(
            responseCode = "409",
            description = "More pieces are reserved for orders than there would be",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            examples =
                                    @ExampleObject(
                                            name = "two are reserved",
                                            value = InventoryExamples.BELOW_RESERVED)))
    @APIResponse(
            responseCode = "412",
            description = "The article is at another version than If-Match names",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            examples = @ExampleObject(name = "another version", value = InventoryExamples.CHANGED)))
    public RestResponse<StockItemView> restock(
            @Parameter(example = "MUG-BLUE") @PathParam("sku") @Pattern(regexp = Formats.SKU) String sku,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @NotNull(message = "Send a JSON object such as {\"onHand\": 10}.") @Valid RestockRequest body) {
        Inventory.Restocking restocking = inventory.restock(sku, body.onHand(), VersionTag.expected(ifMatch));
        return response(restocking.added() ? Status.CREATED : Status.OK, restocking.item());
    }

    @PUT
    @Path("{sku}/receipts/{number}")
    @OperatorOnly
    @SecurityRequirement(name = CommonResponses.ADMIN_TOKEN)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Add what a supplier's delivery brought of an article",
            description =
                    "Safe to send again: a delivery is counted once, by its number. It needs no If-Match, for what orders take meanwhile does not matter to a difference.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = ReceiptRequest.class),
                            examples = @ExampleObject(name = "120 pieces", value = InventoryExamples.RECEIPT)))
    @APIResponse(
            responseCode = "200",
            description = "The delivery was counted before; nothing changed",
            content =
                    @Content(
                            schema = @Schema(implementation = StockItemView.class),
                            examples = @ExampleObject(name = "mugs", value = InventoryExamples.ITEM)))
    @APIResponse(
            responseCode = "201",
            description = "The delivery is counted",
            content =
                    @Content(
                            schema = @Schema(implementation = StockItemView.class),
                            examples = @ExampleObject(name = "mugs", value = InventoryExamples.ITEM)))
    @APIResponse(
            responseCode = "404",
            description = "The warehouse does not keep this article",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            examples = @ExampleObject(name = "unknown article", value = InventoryExamples.UNKNOWN)))
    @APIResponse(
            responseCode = "409",
            description = "The delivery was counted before with another quantity",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            examples =
                                    @ExampleObject(
                                            name = "another quantity",
                                            value = InventoryExamples.RECEIPT_DIFFERS)))
    public RestResponse<StockItemView> receive(
            @Parameter(example = "MUG-BLUE") @PathParam("sku") @Pattern(regexp = Formats.SKU) String sku,
            @Parameter(example = "NOTE-4711") @PathParam("number") @Pattern(regexp = Formats.ID) String number,
            @NotNull(message = "Send a JSON object such as {\"quantity\": 10}.") @Valid ReceiptRequest body) {
        Inventory.Receipt receipt =
                inventory.receive(sku, number, body.quantity()).orElseThrow(() -> UnknownArticle.problem(sku));
        return response(receipt.counted() ? Status.CREATED : Status.OK, receipt.item());
    }

    private static RestResponse<StockItemView> response(Status status, StockItem item) {
        return RestResponse.ResponseBuilder.create(status, StockItemView.of(item))
                .header(HttpHeaders.ETAG, VersionTag.of(item.version()))
                .build();
    }
}
