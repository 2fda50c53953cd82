package org.ordertracking.endtoend.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.ordertracking.endtoend.client.Basket;
import org.ordertracking.endtoend.client.Shop;
import org.ordertracking.endtoend.client.Stock;
import org.ordertracking.endtoend.client.Stock.Item;

/**
 * Many orders, each for two products of which there is plenty, placed by several customers at once.
 *
 * <p>Knows what must be left in the warehouse when all of them are delivered.
 */
public final class Purchases {

    private static final int CUSTOMERS = 4;

    private static final List<String> PLENTY = List.of(
            "MUG-BLUE",
            "MUG-RED",
            "TEE-S",
            "TEE-M",
            "TEE-L",
            "HOODIE-M",
            "HOODIE-L",
            "CAP-BLACK",
            "SOCKS-STRIPED",
            "NOTEBOOK-A5",
            "NOTEBOOK-A4",
            "PEN-GEL",
            "STICKERS-10",
            "BACKPACK-20L",
            "BOTTLE-750",
            "LAMP-DESK",
            "KEYBOARD-60",
            "MOUSE-BT");

    private final Shop shop;
    private final List<Basket> baskets;
    private final List<Item> stockAfterwards;
    private final List<Future<String>> placed = new ArrayList<>();

    private Purchases(Shop shop, List<Basket> baskets, List<Item> stockAfterwards) {
        this.shop = shop;
        this.baskets = baskets;
        this.stockAfterwards = stockAfterwards;
    }

    /** Orders that are not placed yet. Nobody else may order until they are delivered. */
    public static Purchases of(int count, Shop shop, Stock stock) {
        List<Basket> baskets =
                IntStream.range(0, count).mapToObj(Purchases::basket).toList();
        Map<String, Integer> pieces = new HashMap<>();
        baskets.forEach(basket -> basket.lines().forEach((sku, quantity) -> pieces.merge(sku, quantity, Integer::sum)));
        List<Item> afterwards = PLENTY.stream()
                .map(sku -> stock.of(sku).without(pieces.getOrDefault(sku, 0)))
                .toList();
        return new Purchases(shop, baskets, afterwards);
    }

    private static Basket basket(int number) {
        return new Basket(
                Basket.of("MUG-BLUE", 1).customer(),
                Map.of(
                        PLENTY.get(number % PLENTY.size()), 1,
                        PLENTY.get((number + 7) % PLENTY.size()), 2));
    }

    /** Begins to place them. */
    public void begin() {
        ExecutorService customers = Executors.newFixedThreadPool(CUSTOMERS);
        baskets.forEach(basket -> placed.add(customers.submit(() -> shop.place(basket))));
        customers.shutdown();
    }

    /** How many the shop has accepted by now. */
    public long accepted() {
        return placed.stream().filter(Future::isDone).count();
    }

    /**
     * The ids, when the shop has accepted all.
     *
     * @throws java.util.concurrent.ExecutionException if it refused one
     */
    public List<String> orderIds() throws Exception {
        List<String> ids = new ArrayList<>();
        for (Future<String> order : placed) {
            ids.add(order.get());
        }
        return ids;
    }

    /** What the warehouse holds after all are delivered. */
    public List<Item> stockAfterwards() {
        return stockAfterwards;
    }
}
