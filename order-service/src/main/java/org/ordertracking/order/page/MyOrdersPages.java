package org.ordertracking.order.page;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.ordertracking.events.Formats;
import org.ordertracking.order.domain.Order;
import org.ordertracking.order.domain.OrderState;
import org.ordertracking.order.store.OrderStore;

/** The orders of a customer, and each of them live. */
@Path("/my-orders")
@Produces(MediaType.TEXT_HTML)
class MyOrdersPages {

    private final OrderStore orders;
    private final Showcase showcase;
    private final Pictures pictures;
    private final Bars bars;
    private final LinksConfig links;

    MyOrdersPages(OrderStore orders, Showcase showcase, Pictures pictures, Bars bars, LinksConfig links) {
        this.orders = orders;
        this.showcase = showcase;
        this.pictures = pictures;
        this.bars = bars;
        this.links = links;
    }

    @GET
    @Operation(hidden = true)
    public RestResponse<String> myOrders() {
        return Html.page(Templates.myOrders(bars.myOrders(), showcase.currency(), showcase.articles()));
    }

    @GET
    @Path("/{id}")
    @Operation(hidden = true)
    public RestResponse<String> order(@PathParam("id") String id) {
        Optional<Order> found = id.matches(Formats.ID) ? orders.find(id) : Optional.empty();
        return found.map(order -> Html.page(Templates.order(
                        bars.myOrders(),
                        OrderedGoods.of(order, showcase.articles(), pictures::of),
                        OrderState.PATH,
                        links.trace().orElse(""))))
                .orElseGet(() -> Html.missing(Templates.missing(bars.myOrders(), Missing.order(id))));
    }
}
