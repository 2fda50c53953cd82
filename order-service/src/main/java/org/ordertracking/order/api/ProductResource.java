package org.ordertracking.order.api;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ordertracking.order.application.ShopConfig;
import org.ordertracking.order.store.ProductStore;

/** What there is to buy. */
@Path("/products")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Products")
class ProductResource {

    private final ProductStore products;
    private final ShopConfig shop;

    ProductResource(ProductStore products, ShopConfig shop) {
        this.products = products;
        this.shop = shop;
    }

    @GET
    @Operation(
            summary = "All products with their live stock",
            description = "The stock is what the warehouse told last; whether an order gets it is decided there.")
    @APIResponse(responseCode = "200", description = "The products, in the order of the shelf")
    public ProductView.Shelf products() {
        return new ProductView.Shelf(products.shelf().stream()
                .map(item -> ProductView.of(item, shop.currency()))
                .toList());
    }
}
