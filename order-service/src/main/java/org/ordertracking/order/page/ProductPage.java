package org.ordertracking.order.page;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;

/** One product, and what goes with it. */
@Path("/products")
@Produces(MediaType.TEXT_HTML)
class ProductPage {

    private static final int ALSO_BOUGHT = 4;

    private final Showcase showcase;
    private final Bars bars;

    ProductPage(Showcase showcase, Bars bars) {
        this.showcase = showcase;
        this.bars = bars;
    }

    @GET
    @Path("/{sku}")
    @Operation(hidden = true)
    public RestResponse<String> product(@PathParam("sku") String sku) {
        return showcase.article(sku)
                .map(article -> Html.page(Templates.product(
                        bars.products(), showcase.currency(), article, showcase.alsoBought(sku, ALSO_BOUGHT))))
                .orElseGet(() -> Html.missing(Templates.missing(bars.products(), Missing.product(sku))));
    }
}
