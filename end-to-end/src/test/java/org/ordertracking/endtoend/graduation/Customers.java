package org.ordertracking.endtoend.graduation;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.ordertracking.endtoend.client.Basket;
import org.ordertracking.endtoend.client.Shop;
import org.ordertracking.endtoend.client.UnexpectedStatusException;

/**
 * Customers who order one after the other without a pause, some of them what is sold out. Who finds the shop closed tries
 * again, as the same order.
 *
 * <pre>
 *   NEW --{@link #begin}--> ORDERING --{@link #end}, or all orders are placed--> GONE
 * </pre>
 */
final class Customers implements AutoCloseable {

    /** What there is enough of for all of them. */
    static final List<String> PLENTY = List.of(
            "MUG-BLUE",
            "MUG-RED",
            "TEE-S",
            "TEE-M",
            "TEE-L",
            "HOODIE-M",
            "CAP-BLACK",
            "PEN-GEL",
            "LAMP-DESK",
            "MOUSE-BT");

    /** A backstop: as long as the test gets on it takes a quarter of that. */
    private static final int MOST = 1_000;

    private static final Duration BETWEEN_ORDERS = Duration.ofMillis(500);
    private static final int ONE_IN_SOLD_OUT = 12;
    private static final Basket.Customer WHO = Basket.of("MUG-BLUE", 1).customer();

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final List<PlacedOrder> placed = new CopyOnWriteArrayList<>();
    private final Shop shop;
    private final Random random;
    private ScheduledFuture<?> ordering;
    private Basket wanted;
    private String key;

    Customers(Shop shop, long seed) {
        this.shop = shop;
        this.random = new Random(seed);
        want();
    }

    void begin() {
        ordering = thread.scheduleWithFixedDelay(this::order, 0, BETWEEN_ORDERS.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Lets the last order be placed, and returns all that the shop accepted. */
    List<PlacedOrder> end() throws InterruptedException {
        thread.shutdown();
        if (!thread.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the shop has not answered an order for a minute");
        }
        return List.copyOf(placed);
    }

    /**
     * How many orders the shop has accepted by now.
     *
     * @throws IllegalStateException if it refused one, or if no more are to come
     */
    int count() {
        if (placed.size() >= MOST) {
            throw new IllegalStateException("the test has taken so long that all " + MOST + " orders are placed");
        }
        if (ordering.isDone()) {
            throw new IllegalStateException("customers have stopped after " + placed.size() + " orders: " + failure());
        }
        return placed.size();
    }

    private Throwable failure() {
        try {
            ordering.get();
            return new IllegalStateException("nobody ended them");
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return e;
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void order() {
        if (placed.size() >= MOST) {
            return;
        }
        try {
            placed.add(new PlacedOrder(shop.place(wanted, key), wanted));
            want();
        } catch (UncheckedIOException closed) {
            // The shop is moving; the order is placed again, under the same key, in a moment.
        } catch (UnexpectedStatusException answer) {
            if (answer.status() != 503) {
                throw answer;
            }
        }
    }

    private void want() {
        key = new UUID(random.nextLong(), random.nextLong()).toString();
        wanted = new Basket(WHO, lines());
    }

    private Map<String, Integer> lines() {
        if (random.nextInt(ONE_IN_SOLD_OUT) == 0) {
            return Map.of("POSTER-LOG", 1);
        }
        int first = random.nextInt(PLENTY.size());
        int second = (first + 1 + random.nextInt(PLENTY.size() - 1)) % PLENTY.size();
        return Map.of(PLENTY.get(first), 1, PLENTY.get(second), 1 + random.nextInt(2));
    }
}
