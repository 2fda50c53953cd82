package org.ordertracking.order.api;

import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ordertracking.events.Formats;
import org.ordertracking.http.problem.Problem;
import org.ordertracking.order.application.ShopConfig;
import org.ordertracking.order.store.InterestStore;
import org.ordertracking.order.store.ProductStore;

/** What there is to buy. */
@Path("/products")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Products")
class ProductResource {

    private final ProductStore products;
    private final InterestStore interest;
    private final ShopConfig shop;

    ProductResource(ProductStore products, InterestStore interest, ShopConfig shop) {
        this.products = products;
        this.interest = interest;
        this.shop = shop;
    }

    @GET
    @Operation(
            summary = "All products with their live stock",
            description = "The stock is what the warehouse told last; whether an order gets it is decided there.")
    @APIResponse(
            responseCode = "200",
            description = "The products, in the order of the shelf",
            content =
                    @Content(
                            schema = @Schema(implementation = ProductView.Shelf.class),
                            examples = @ExampleObject(name = "one product", value = OrderExamples.SHELF)))
    public ProductView.Shelf products() {
        return new ProductView.Shelf(products.shelf().stream()
                .map(item -> ProductView.of(item, shop.currency()))
                .toList());
    }

    @GET
    @Path("/{sku}/recommendations")
    @Operation(
            summary = "What people bought who looked at a product",
            description =
                    "Looked and bought within seven days of each other; each visitor counts once for a product. Empty for a"
                            + " product of which nothing is known.")
    @APIResponse(
            responseCode = "200",
            description = "The products, what most people bought first",
            content =
                    @Content(
                            schema = @Schema(implementation = RecommendationsView.class),
                            examples = @ExampleObject(name = "one product", value = ShopExamples.RECOMMENDATIONS)))
    @APIResponse(
            responseCode = "400",
            description = "A parameter breaks a limit",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public RecommendationsView recommendations(
            @Parameter(example = "MUG-BLUE")
                    @PathParam("sku")
                    @Pattern(regexp = Formats.SKU, message = ActivityRequest.SKU_REMEDY)
                    String sku,
            @Parameter(
                            description = "Products to show",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100"))
                    @QueryParam("limit")
                    @DefaultValue("5")
                    PageLimit limit) {
        return RecommendationsView.of(sku, interest.alsoBought(sku, limit.value()), shop.currency());
    }
}
