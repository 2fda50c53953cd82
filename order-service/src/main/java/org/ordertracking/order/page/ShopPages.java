package org.ordertracking.order.page;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.ordertracking.events.Formats;

/** The shelf, the basket, the form at the end. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
class ShopPages {

    private final Showcase showcase;
    private final Bars bars;

    ShopPages(Showcase showcase, Bars bars) {
        this.showcase = showcase;
        this.bars = bars;
    }

    /**
     * All products.
     *
     * @param order the id of an order: its page was here once, and links to it may still be about
     */
    @GET
    @Operation(hidden = true)
    public RestResponse<String> products(@QueryParam("order") String order) {
        return order != null && order.matches(Formats.ID)
                ? RestResponse.seeOther(URI.create("/my-orders/" + order))
                : Html.page(Templates.products(bars.products(), showcase.currency(), showcase.articles()));
    }

    @GET
    @Path("basket")
    @Operation(hidden = true)
    public RestResponse<String> basket() {
        return Html.page(Templates.basket(bars.basket(), showcase.currency(), showcase.articles()));
    }

    @GET
    @Path("checkout")
    @Operation(hidden = true)
    public RestResponse<String> checkout() {
        return Html.page(
                Templates.checkout(bars.basket(), showcase.currency(), showcase.articles(), FormLimits.OF_THE_API));
    }
}
