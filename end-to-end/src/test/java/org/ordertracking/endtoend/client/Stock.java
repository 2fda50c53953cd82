package org.ordertracking.endtoend.client;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** Client of warehouse-service. */
public final class Stock {

    private final HttpJson http;

    public Stock(URI warehouseService) {
        this.http = new HttpJson(warehouseService);
    }

    public Item of(String sku) {
        return http.get("/inventory/" + sku, Item.class);
    }

    /** All articles, up to two hundred. */
    public List<Item> all() {
        return http.get("/inventory?size=200", Page.class).items();
    }

    /** Sets how many pieces of an article there are. */
    public void set(String sku, long onHand) {
        http.put("/inventory/" + sku, Map.of("onHand", onHand), 200, Item.class);
    }

    private record Page(List<Item> items) {}

    /** The stock of one article, in pieces. */
    public record Item(String sku, long onHand, long reserved, long available) {

        /** The stock after so many pieces have left. */
        public Item without(long pieces) {
            return new Item(sku, onHand - pieces, reserved, available - pieces);
        }
    }
}
