package org.ordertracking.warehouse.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.warehouse.Orders.unique;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.ordertracking.events.StockLevelChanged;
import org.ordertracking.events.StockRejected;
import org.ordertracking.events.StockReserved;
import org.ordertracking.warehouse.EventLog;
import org.ordertracking.warehouse.domain.Line;
import org.ordertracking.warehouse.domain.StockItem;

@QuarkusTest
class ConcurrentOrdersTest {

    private static final int ORDERS = 100;

    @Inject
    StockReservations reservations;

    @Inject
    Inventory inventory;

    @Inject
    EventLog log;

    @Test
    void theLastItemIsSoldOnce() throws Exception {
        String mug = stocked("MUG", 1);
        List<String> orderIds = orderIds();

        atOnce(orderIds.stream()
                .map(orderId -> reserve(orderId, new Line(mug, 1)))
                .toList());

        assertThat(inventory.find(mug)).contains(new StockItem(mug, 1, 1, 2));
        Awaitility.await().atMost(EventLog.PATIENCE).until(() -> answers(orderIds) == ORDERS);
        assertThat(orderIds.stream().filter(this::isReserved)).hasSize(1);
    }

    @Test
    void ordersOfTheSameArticlesInOppositeOrderDoNotBlockEachOther() throws Exception {
        String cap = stocked("CAP", ORDERS);
        String mug = stocked("MUG", ORDERS);
        List<String> orderIds = orderIds();

        atOnce(IntStream.range(0, ORDERS)
                .mapToObj(i -> i % 2 == 0
                        ? reserve(orderIds.get(i), new Line(cap, 1), new Line(mug, 1))
                        : reserve(orderIds.get(i), new Line(mug, 1), new Line(cap, 1)))
                .toList());

        assertThat(inventory.find(cap)).contains(new StockItem(cap, ORDERS, ORDERS, ORDERS + 1));
        assertThat(inventory.find(mug)).contains(new StockItem(mug, ORDERS, ORDERS, ORDERS + 1));
    }

    @Test
    void levelsOfAnArticleAreAnnouncedInTheOrderOfItsVersionsWhoeverChangesIt() throws Exception {
        String mug = stocked("MUG", ORDERS);
        List<Callable<Void>> changes = new ArrayList<>();
        orderIds().forEach(orderId -> changes.add(reserve(orderId, new Line(mug, 1))));
        changes.add(restock(mug, 2 * ORDERS));

        atOnce(changes);

        List<StockLevelChanged> levels = log.await(StockLevelChanged.class, mug, ORDERS + 2);
        assertThat(levels)
                .extracting(StockLevelChanged::version)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, ORDERS + 2).boxed().toList());
    }

    @Test
    void anArticleThatManyAddAtOnceIsAddedOnce() throws Exception {
        String mug = unique("MUG");
        List<Callable<Void>> additions = new ArrayList<>();
        IntStream.rangeClosed(1, 20).forEach(count -> additions.add(restock(mug, count)));

        atOnce(additions);

        assertThat(inventory.find(mug))
                .hasValueSatisfying(item -> assertThat(item.version()).isEqualTo(20));
    }

    private String stocked(String prefix, long onHand) {
        String sku = unique(prefix);
        inventory.restock(sku, onHand, OptionalLong.empty());
        return sku;
    }

    private static List<String> orderIds() {
        return IntStream.range(0, ORDERS).mapToObj(i -> unique("order")).toList();
    }

    private Callable<Void> reserve(String orderId, Line... lines) {
        return () -> {
            reservations.reserve(orderId, List.of(lines));
            return null;
        };
    }

    private Callable<Void> restock(String sku, long onHand) {
        return () -> {
            inventory.restock(sku, onHand, OptionalLong.empty());
            return null;
        };
    }

    private boolean isReserved(String orderId) {
        return !log.heard(StockReserved.class, orderId).isEmpty();
    }

    private long answers(List<String> orderIds) {
        return orderIds.stream()
                .filter(orderId -> isReserved(orderId)
                        || !log.heard(StockRejected.class, orderId).isEmpty())
                .count();
    }

    /** Runs all actions, begun in the same moment, and fails if one of them does. */
    private static void atOnce(List<Callable<Void>> actions) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(actions.size());
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Void>> running = new ArrayList<>();
            for (Callable<Void> action : actions) {
                running.add(threads.submit(() -> {
                    start.await();
                    return action.call();
                }));
            }
            start.countDown();
            for (Future<Void> done : running) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
