package org.ordertracking.order.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.ordertracking.events.Formats;
import org.ordertracking.order.application.ShopConfig;
import org.ordertracking.order.domain.OrderState;
import org.ordertracking.order.domain.ShelfItem;
import org.ordertracking.order.store.ProductStore;

/** The shop's page: products, a form, and the order that was placed, live. What moves on it, moves through the API. */
@Path("/")
class StorefrontPage {

    /** What a first visitor finds in the form, so that one click places an order. */
    private static final Map<String, Integer> SUGGESTED = Map.of("MUG-BLUE", 1, "SOCKS-STRIPED", 2);

    private final ProductStore products;
    private final ShopConfig shop;

    StorefrontPage(ProductStore products, ShopConfig shop) {
        this.products = products;
        this.shop = shop;
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public TemplateInstance page() {
        NumberFormat money = NumberFormat.getCurrencyInstance(Locale.ENGLISH);
        money.setCurrency(Currency.getInstance(shop.currency()));
        List<Row> shelf =
                products.shelf().stream().map(item -> Row.of(item, money)).toList();
        return Templates.storefront(shelf, shop.currency(), OrderState.PATH, Limits.NAMES);
    }

    @CheckedTemplate
    static final class Templates {

        private Templates() {}

        static native TemplateInstance storefront(
                List<Row> shelf, String currency, List<OrderState> path, Limits limits);
    }

    /**
     * A product on the page.
     *
     * @param available null as long as the warehouse has not told of it
     */
    public record Row(
            String sku,
            String name,
            String description,
            String unitPrice,
            String priceText,
            Long available,
            int suggested) {

        static Row of(ShelfItem item, NumberFormat money) {
            return new Row(
                    item.product().sku(),
                    item.product().name(),
                    item.product().description(),
                    item.product().unitPrice().toPlainString(),
                    money.format(item.product().unitPrice()),
                    item.stock().map(stock -> stock.available()).orElse(null),
                    SUGGESTED.getOrDefault(item.product().sku(), 0));
        }
    }

    /** Lengths that the form allows. */
    public record Limits(int name, int postalCode) {
        static final Limits NAMES = new Limits(Formats.MAX_NAME, Formats.MAX_POSTAL_CODE);
    }
}
