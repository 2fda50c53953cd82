package org.ordertracking.endtoend.flow;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.endtoend.process.Patience.eventually;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ordertracking.endtoend.client.Basket;
import org.ordertracking.endtoend.client.Deliveries.Delivery;
import org.ordertracking.endtoend.client.ServiceMetrics;
import org.ordertracking.endtoend.client.Stock.Item;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.process.ServiceProcess;
import org.ordertracking.endtoend.suite.OrderTrackingSuite;

/** Orders that are cancelled at every stage, and in the middle of things: what was done for them is undone, exactly. */
@Tag("resilience")
class CancellationIT {

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    private static final String DISPATCH_AFTER = "LOGISTICS_PACE_DISPATCH_AFTER";
    private static final String DELIVER_AFTER = "LOGISTICS_PACE_DELIVER_AFTER";
    private static final List<String> RACED = List.of("TEE-S", "TEE-M", "TEE-L", "HOODIE-M", "HOODIE-L", "CAP-BLACK");

    private static OrderTrackingSuite suite;
    private static Inspection inspection;

    private final Map<String, Item> before = new HashMap<>();

    @BeforeAll
    static void startSuite() {
        suite = OrderTrackingSuite.create(PROCESSES);
        suite.start();
        inspection = new Inspection(suite);
    }

    @BeforeEach
    void countTheStock() {
        suite.stock().all().forEach(item -> before.put(item.sku(), item));
    }

    @AfterEach
    void nothingContradicted() {
        assertThat(new ServiceMetrics(suite.services().orders().address())
                        .sum("order_events_total", "effect", "illegal"))
                .as("events that contradict an order")
                .isZero();
    }

    @Test
    void whilePlacedNothingIsReservedWhenTheWarehouseComesBack() {
        ServiceProcess warehouse = suite.services().warehouse();
        warehouse.stop();
        String order = suite.shop().place(Basket.of("MUG-RED", 2));

        assertThat(suite.shop().cancel(order, "Changed my mind")).isTrue();
        warehouse.start();

        inspection.awaitState(order, "CANCELLED");
        eventually().until(() -> trail(order).contains("OrderCancelled") && warehouseReleased());
        inspection.stockIs(before.get("MUG-RED"));
        assertThat(suite.deliveries().all()).extracting(Delivery::orderId).doesNotContain(order);
        assertThat(trail(order))
                .doesNotContain("OrderConfirmed", "DeliveryScheduled")
                .doesNotHaveDuplicates();
    }

    @Test
    void whileConfirmedTheGoodsAreFreeAndNothingIsScheduledWhenLogisticsComesBack() {
        ServiceProcess logistics = suite.services().logistics();
        logistics.stop();
        String order = suite.shop().place(Basket.of("MUG-RED", 2));
        inspection.awaitState(order, "CONFIRMED");

        assertThat(suite.shop().cancel(order, "Changed my mind")).isTrue();
        inspection.stockIs(before.get("MUG-RED"));
        logistics.start();
        String later = suite.shop().place(Basket.of("MUG-BLUE", 1));
        inspection.awaitState(later, "DELIVERED");

        assertThat(trail(order))
                .contains("StockReleased")
                .doesNotContain("ParcelDispatched")
                .doesNotHaveDuplicates();
        assertThat(suite.shop().order(order).state()).isEqualTo("CANCELLED");
    }

    @Test
    void whileScheduledTheParcelStaysAndTheGoodsAreFree() {
        restartLogistics(DISPATCH_AFTER, "1h");
        try {
            String order = suite.shop().place(Basket.of("MUG-RED", 2));
            inspection.awaitState(order, "SCHEDULED");

            assertThat(suite.shop().cancel(order, "Changed my mind")).isTrue();

            inspection.stockIs(before.get("MUG-RED"));
            eventually().until(() -> deliveryState(order).equals("CANCELLED"));
            eventually().untilAsserted(() -> assertThat(trail(order)).contains("StockReleased"));
            assertThat(trail(order))
                    .doesNotContain("ParcelDispatched", "ParcelRecalled")
                    .doesNotHaveDuplicates();
        } finally {
            restartLogistics(DISPATCH_AFTER, "1s");
        }
    }

    @Test
    void whileTheParcelIsOnItsWayItIsCalledBackAndTheGoodsAreOnTheShelfAgain() {
        restartLogistics(DELIVER_AFTER, "1h");
        try {
            String order = suite.shop().place(Basket.of("MUG-RED", 2));
            inspection.awaitState(order, "DISPATCHED");
            inspection.stockIs(before.get("MUG-RED").without(2));

            assertThat(suite.shop().cancel(order, "Changed my mind")).isTrue();

            eventually().until(() -> trail(order).contains("StockReturned"));
            inspection.stockIs(before.get("MUG-RED"));
            assertThat(deliveryState(order)).isEqualTo("RETURNED");
            assertThat(trail(order))
                    .contains("ParcelRecalled", "ParcelReturned")
                    .doesNotContain("ParcelDelivered", "StockReleased")
                    .doesNotHaveDuplicates();
            assertThat(suite.shop().order(order).state()).isEqualTo("CANCELLED");
        } finally {
            restartLogistics(DELIVER_AFTER, "1s");
        }
    }

    @Test
    void afterDeliveryItIsTooLate() {
        String order = suite.shop().place(Basket.of("MUG-RED", 2));
        inspection.awaitState(order, "DELIVERED");

        assertThat(suite.shop().cancel(order, "Changed my mind")).isFalse();
        inspection.stockIs(before.get("MUG-RED").without(2));
    }

    @Test
    void atAnyMomentAnOrderIsEitherDeliveredOrCancelledAndEveryPieceIsWhereItBelongs() throws Exception {
        raceOf(120, 1, () -> {});
    }

    @Test
    void alsoWhenTheWarehouseIsKilledInTheMiddle() throws Exception {
        raceOf(60, 2, () -> {
            suite.services().warehouse().kill();
            suite.services().warehouse().start();
        });
    }

    @Test
    void alsoWhenLogisticsIsKilledInTheMiddle() throws Exception {
        raceOf(60, 3, () -> {
            suite.services().logistics().kill();
            suite.services().logistics().start();
        });
    }

    /**
     * Places orders, and cancels each at a random moment from just after it was placed until it should have been delivered.
     *
     * @param trouble what happens meanwhile
     */
    private void raceOf(int count, long seed, Runnable trouble) throws Exception {
        Random random = new Random(seed);
        Map<String, Basket> placed = new HashMap<>();
        Map<String, Future<Boolean>> cancellations = new HashMap<>();
        ScheduledExecutorService customers = Executors.newScheduledThreadPool(4);
        try {
            for (int i = 0; i < count; i++) {
                Basket basket = Basket.of(RACED.get(random.nextInt(RACED.size())), 1 + random.nextInt(2));
                String order = suite.shop().place(basket);
                placed.put(order, basket);
                cancellations.put(
                        order,
                        customers.schedule(
                                () -> suite.shop().cancel(order, "Changed my mind"),
                                random.nextInt(6_000),
                                TimeUnit.MILLISECONDS));
            }
            trouble.run();
            Map<String, Boolean> agreed = new HashMap<>();
            for (Map.Entry<String, Future<Boolean>> cancellation : cancellations.entrySet()) {
                agreed.put(cancellation.getKey(), cancellation.getValue().get());
            }
            everyOrderEndedAsAgreed(agreed);
            everyPieceIsWhereItBelongs(placed, agreed);
        } finally {
            customers.shutdownNow();
        }
    }

    private void everyOrderEndedAsAgreed(Map<String, Boolean> agreed) {
        eventually()
                .untilAsserted(() -> agreed.forEach((order, cancelled) -> assertThat(
                                suite.shop().order(order).state())
                        .isEqualTo(cancelled ? "CANCELLED" : "DELIVERED")));
        eventually().untilAsserted(() -> {
            OrderTrails trails = OrderTrails.of(suite.log().read());
            Map<String, String> deliveries = deliveryStates();
            agreed.forEach((order, cancelled) -> {
                List<String> trail = trails.of(order);
                assertThat(trail).as("events of order %s", order).doesNotHaveDuplicates();
                assertThat(trail.contains("OrderCancelled")).isEqualTo(cancelled);
                assertThat(deliveries.getOrDefault(order, "NONE"))
                        .as("delivery of order %s with %s", order, trail)
                        .isIn(
                                cancelled
                                        ? trail.contains("ParcelDispatched")
                                                ? List.of("RETURNED")
                                                : List.of("NONE", "CANCELLED")
                                        : List.of("DELIVERED"));
                assertThat(trail.contains("StockReturned"))
                        .as("goods of order %s with %s are taken back", order, trail)
                        .isEqualTo(cancelled && trail.contains("ParcelDispatched"));
            });
        });
    }

    private void everyPieceIsWhereItBelongs(Map<String, Basket> placed, Map<String, Boolean> agreed) {
        Map<String, Integer> gone = new HashMap<>();
        placed.forEach((order, basket) -> {
            if (!agreed.get(order)) {
                basket.lines().forEach((sku, quantity) -> gone.merge(sku, quantity, Integer::sum));
            }
        });
        List<Item> expected = new ArrayList<>();
        RACED.forEach(sku -> expected.add(before.get(sku).without(gone.getOrDefault(sku, 0))));
        expected.forEach(inspection::stockIs);
    }

    private static void restartLogistics(String variable, String value) {
        ServiceProcess logistics = suite.services().logistics();
        logistics.stop();
        logistics.configure(variable, value);
        logistics.start();
    }

    /** Whether the warehouse has heard of the cancellation, which it does after all that was said of the order before. */
    private static boolean warehouseReleased() {
        return new ServiceMetrics(suite.services().warehouse().address())
                        .sum("warehouse_reservations_total", "state", "RELEASED")
                > 0;
    }

    private static List<String> trail(String order) {
        return OrderTrails.of(suite.log().read()).of(order);
    }

    private static String deliveryState(String order) {
        return deliveryStates().getOrDefault(order, "NONE");
    }

    private static Map<String, String> deliveryStates() {
        return suite.deliveries().all().stream().collect(toMap(Delivery::orderId, Delivery::state));
    }
}
