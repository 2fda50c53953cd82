package org.ordertracking.endtoend.graduation;

import java.util.List;
import org.ordertracking.endtoend.client.Basket;
import org.ordertracking.endtoend.client.Shop;
import org.ordertracking.endtoend.flow.OrderTrails;

/** An order that the shop has accepted, and how it has to end. */
record PlacedOrder(String id, Basket basket) {

    private static final String SOLD_OUT = "POSTER-LOG";

    static PlacedOrder by(Shop shop, Basket basket) {
        return new PlacedOrder(shop.place(basket), basket);
    }

    boolean isRejected() {
        return basket.lines().containsKey(SOLD_OUT);
    }

    String endState() {
        return isRejected() ? "REJECTED" : "DELIVERED";
    }

    /** All that is to be on the log about it, each once. */
    List<String> trail() {
        return isRejected() ? OrderTrails.REJECTED : OrderTrails.DELIVERED;
    }

    /** What the customer is to be told, each once. */
    List<String> messages() {
        return trail().stream()
                .filter(event -> event.startsWith("NotificationSent of "))
                .map(event -> event.substring("NotificationSent of ".length()))
                .toList();
    }

    int pieces(String sku) {
        return isRejected() ? 0 : basket.lines().getOrDefault(sku, 0);
    }
}
