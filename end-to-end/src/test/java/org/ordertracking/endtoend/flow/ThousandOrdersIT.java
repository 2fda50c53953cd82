package org.ordertracking.endtoend.flow;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.endtoend.process.Patience.eventually;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ordertracking.endtoend.client.Faults;
import org.ordertracking.endtoend.client.Stock.Item;
import org.ordertracking.endtoend.flow.MixedOrders.Placed;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.suite.OrderTrackingSuite;

/**
 * A thousand orders, some for what is nearly sold out, some called off, while every service fails to apply one event in
 * twenty at the first attempt: none is lost, nothing is sold twice, nobody is told twice.
 */
@Tag("resilience")
class ThousandOrdersIT {

    private static final int ORDERS = 1_000;
    private static final int FAIL_PERCENT = 5;

    /** As many orders as these are some seconds of work; on a busy machine, minutes. */
    private static final Duration LONG = Duration.ofMinutes(8);

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    private static OrderTrackingSuite suite;

    @BeforeAll
    static void startSuite() {
        suite = OrderTrackingSuite.create(PROCESSES);
        suite.start();
        suite.services().all().forEach(service -> new Faults(service.address()).fail(FAIL_PERCENT));
    }

    @Test
    void noOrderIsLostNothingIsSoldTwiceAndNobodyIsToldTwice() throws Exception {
        Map<String, Item> before =
                suite.stock().all().stream().collect(Collectors.toMap(Item::sku, Function.identity()));

        List<Placed> orders = MixedOrders.place(ORDERS, suite.shop());

        Map<String, String> states = awaitEnds(orders);
        everyAgreedCancellationStands(orders, states);
        noGoodsWereSoldTwice(orders, states, before);
        OrderTrails trails = awaitTrails(orders, states);
        nobodyWasToldTwice(trails);
    }

    /** The state in which each order has ended, by its id. */
    private static Map<String, String> awaitEnds(List<Placed> orders) {
        Map<String, String> states = new HashMap<>();
        eventually().atMost(LONG).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            orders.stream()
                    .map(Placed::orderId)
                    .filter(id -> !states.containsKey(id))
                    .forEach(id -> {
                        var order = suite.shop().order(id);
                        if (order.ended()) {
                            states.put(id, order.state());
                        }
                    });
            assertThat(orders)
                    .filteredOn(order -> !states.containsKey(order.orderId()))
                    .as("orders without an end")
                    .isEmpty();
        });
        return states;
    }

    private static void everyAgreedCancellationStands(List<Placed> orders, Map<String, String> states) {
        assertThat(orders).allSatisfy(order -> {
            String state = states.get(order.orderId());
            assertThat(state.equals("CANCELLED")).isEqualTo(order.cancelled());
        });
        assertThat(orders).filteredOn(Placed::cancelled).isNotEmpty();
    }

    private static void noGoodsWereSoldTwice(
            List<Placed> orders, Map<String, String> states, Map<String, Item> before) {
        Map<String, Long> delivered = orders.stream()
                .filter(order -> states.get(order.orderId()).equals("DELIVERED"))
                .collect(groupingBy(Placed::sku, counting()));
        assertThat(delivered.get(MixedOrders.SCARCE))
                .isEqualTo(before.get(MixedOrders.SCARCE).onHand());
        eventually()
                .atMost(LONG)
                .untilAsserted(() -> assertThat(suite.stock().all())
                        .isNotEmpty()
                        .allSatisfy(item -> assertThat(item)
                                .isEqualTo(before.get(item.sku()).without(delivered.getOrDefault(item.sku(), 0L)))));
    }

    /** Every delivered order has on the log what makes up a delivered order, once. */
    private static OrderTrails awaitTrails(List<Placed> orders, Map<String, String> states) {
        Set<String> delivered = orders.stream()
                .map(Placed::orderId)
                .filter(id -> states.get(id).equals("DELIVERED"))
                .collect(Collectors.toSet());
        eventually().atMost(LONG).pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> {
            OrderTrails trails = OrderTrails.of(suite.log().read());
            assertThat(delivered)
                    .allSatisfy(id -> assertThat(trails.of(id))
                            .as("events of order %s", id)
                            .containsExactlyInAnyOrderElementsOf(OrderTrails.DELIVERED));
        });
        return OrderTrails.of(suite.log().read());
    }

    private static void nobodyWasToldTwice(OrderTrails trails) {
        assertThat(trails.byKey())
                .allSatisfy((order, events) -> assertThat(events)
                        .as("what the customer of order %s was told", order)
                        .filteredOn(event -> event.startsWith("NotificationSent"))
                        .doesNotHaveDuplicates());
    }
}
