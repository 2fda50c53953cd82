package org.ordertracking.order.controlroom;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.ordertracking.events.Address;
import org.ordertracking.events.Customer;
import org.ordertracking.order.application.PlaceOrder;
import org.ordertracking.order.domain.BasketLine;
import org.ordertracking.order.domain.Checkout;
import org.ordertracking.order.domain.ShelfItem;
import org.ordertracking.order.store.ProductStore;

/** Orders as customers might place them: one or two products, of those that are in stock as long as any is. One thread at a time. */
@Singleton
class LoadOrders {

    private static final Duration SHELF_HOLDS = Duration.ofSeconds(2);
    private static final int CUSTOMERS = 40;
    private static final int MOST_PIECES = 2;
    private static final List<Address> ADDRESSES = List.of(
            new Address("12 St James's Square", "SW1Y 4JH", "London", "GB"),
            new Address("Unter den Linden 6", "10117", "Berlin", "DE"),
            new Address("5 Rue Cujas", "75005", "Paris", "FR"),
            new Address("Via Zamboni 33", "40126", "Bologna", "IT"));

    private final ProductStore products;
    private final InstantSource clock;
    private final Random dice = new Random();
    private List<ShelfItem> shelf = List.of();
    private Instant readAt = Instant.EPOCH;

    LoadOrders(ProductStore products, InstantSource clock) {
        this.products = products;
        this.clock = clock;
    }

    synchronized PlaceOrder next() {
        List<ShelfItem> all = shelf();
        List<BasketLine> basket = dice.ints(0, all.size())
                .distinct()
                .limit(Math.min(all.size(), 1L + dice.nextInt(MOST_PIECES)))
                .mapToObj(i -> new BasketLine(all.get(i).product().sku(), 1 + dice.nextInt(MOST_PIECES)))
                .toList();
        int customer = 1 + dice.nextInt(CUSTOMERS);
        return new PlaceOrder(
                new Customer("Load " + customer, "load-" + customer + "@example.com", null),
                ADDRESSES.get(dice.nextInt(ADDRESSES.size())),
                basket,
                Checkout.UNKNOWN);
    }

    private List<ShelfItem> shelf() {
        Instant now = clock.instant();
        if (readAt.plus(SHELF_HOLDS).isBefore(now)) {
            List<ShelfItem> all = products.shelf();
            List<ShelfItem> inStock = all.stream()
                    .filter(item -> item.stock()
                            .filter(stock -> stock.available() >= MOST_PIECES)
                            .isPresent())
                    .toList();
            shelf = inStock.isEmpty() ? all : inStock;
            readAt = now;
        }
        return shelf;
    }
}
