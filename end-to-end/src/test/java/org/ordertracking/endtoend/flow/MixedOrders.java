package org.ordertracking.endtoend.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ordertracking.endtoend.client.Basket;
import org.ordertracking.endtoend.client.Shop;

/**
 * Many orders of one piece each, placed by several customers at once: most for products of which there is plenty, every 25th
 * for the one that is nearly sold out, and every 20th called off at once.
 */
final class MixedOrders {

    /** Of this there are fewer than are ordered. */
    static final String SCARCE = "HEADPHONES-ANC";

    private static final int CUSTOMERS = 8;
    private static final int SCARCE_EVERY = 25;
    private static final int CANCELLED_EVERY = 20;
    private static final List<String> PLENTY =
            List.of("MUG-BLUE", "MUG-RED", "TEE-S", "TEE-M", "HOODIE-L", "CAP-BLACK", "PEN-GEL", "LAMP-DESK");

    /**
     * An order that the shop took.
     *
     * @param cancelled whether the shop agreed to call it off
     */
    record Placed(String orderId, String sku, boolean cancelled) {}

    private MixedOrders() {}

    /**
     * Places them all, and waits until the shop has taken each.
     *
     * @throws java.util.concurrent.ExecutionException if it refused one
     */
    static List<Placed> place(int count, Shop shop) throws Exception {
        ExecutorService customers = Executors.newFixedThreadPool(CUSTOMERS);
        List<Future<Placed>> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            answers.add(customers.submit(() -> placeOne(number, shop)));
        }
        customers.shutdown();
        List<Placed> placed = new ArrayList<>();
        for (Future<Placed> answer : answers) {
            placed.add(answer.get());
        }
        return placed;
    }

    private static Placed placeOne(int number, Shop shop) {
        String sku = number % SCARCE_EVERY == 0 ? SCARCE : PLENTY.get(number % PLENTY.size());
        Basket basket = new Basket(
                new Basket.Customer("Ada Lovelace", "ada-" + number + "@example.com", "+49151%08d".formatted(number)),
                Map.of(sku, 1));
        String orderId = shop.place(basket);
        boolean cancelled = number % CANCELLED_EVERY == 1 && shop.cancel(orderId, "Ordered by mistake");
        return new Placed(orderId, sku, cancelled);
    }
}
