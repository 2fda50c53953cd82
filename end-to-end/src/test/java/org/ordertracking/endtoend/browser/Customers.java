package org.ordertracking.endtoend.browser;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.ordertracking.endtoend.client.Basket;
import org.ordertracking.endtoend.client.Basket.Customer;
import org.ordertracking.endtoend.client.Shop;

/** Customers who order one after the other until it is closed, so that there is something going on. */
final class Customers implements AutoCloseable {

    private static final List<Customer> PEOPLE = List.of(
            new Customer("Grace Hopper", "grace@example.com", "+4915112345671"),
            new Customer("Alan Turing", "alan@example.com", "+4915112345672"),
            new Customer("Barbara Liskov", "barbara@example.com", "+4915112345673"),
            new Customer("Edsger Dijkstra", "edsger@example.com", "+4915112345674"),
            new Customer("Frances Allen", "frances@example.com", "+4915112345675"));
    private static final List<String> GOODS =
            List.of("MUG-BLUE", "TEE-M", "NOTEBOOK-A5", "PEN-GEL", "SOCKS-STRIPED", "CAP-BLACK");

    private final Shop shop;
    private final AtomicInteger next = new AtomicInteger();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> coming;

    /** They come at once, so many every second. */
    Customers(Shop shop, int everySecond) {
        this.shop = shop;
        this.coming = thread.scheduleAtFixedRate(
                this::order, 0, TimeUnit.SECONDS.toMicros(1) / everySecond, TimeUnit.MICROSECONDS);
    }

    private void order() {
        int number = next.getAndIncrement();
        shop.place(new Basket(
                PEOPLE.get(number % PEOPLE.size()), Map.of(GOODS.get(number % GOODS.size()), 1 + number % 2)));
    }

    /**
     * Sends them away.
     *
     * @throws IllegalStateException if one could not order
     */
    @Override
    public void close() {
        thread.shutdownNow();
        if (coming.isDone()) {
            try {
                coming.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a customer could not order", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while customers left", e);
            }
        }
    }
}
