package org.ordertracking.endtoend.graduation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.endtoend.process.Patience.eventually;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.ordertracking.endtoend.client.EventLog;
import org.ordertracking.endtoend.client.EventLog.LoggedEvent;
import org.ordertracking.endtoend.client.Shop;
import org.ordertracking.endtoend.suite.OrderTracking;

/**
 * Holds orders against what has to become of them: in the shop, on their timelines, on the log, in logistics and in what
 * customers were told. What it finds names the order.
 */
final class OrderAudit {

    /** How long the log must have been still before the last look. What was done twice is on it well before. */
    private static final Duration REST = Duration.ofSeconds(2);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final OrderTracking suite;
    private final EventLog log;

    OrderAudit(OrderTracking suite, String bootstrapServers) {
        this.suite = suite;
        this.log = new EventLog(bootstrapServers);
    }

    /** Waits until every one of these orders has ended as it should, and looks that nothing happened twice by then. */
    void eachEndsOnce(Collection<PlacedOrder> orders) {
        awaitEnds(orders);
        awaitComplete(orders);
        awaitStillness();
        assertThat(findings(orders)).as("what is wrong with orders").isEmpty();
    }

    private void awaitEnds(Collection<PlacedOrder> orders) {
        Shop shop = suite.shop();
        List<PlacedOrder> under = new ArrayList<>(orders);
        eventually().pollInterval(BETWEEN_LOOKS).untilAsserted(() -> {
            under.removeIf(order -> shop.order(order.id()).state().equals(order.endState()));
            assertThat(under).as("orders that have not ended").isEmpty();
        });
    }

    private void awaitComplete(Collection<PlacedOrder> orders) {
        List<PlacedOrder> incomplete = new ArrayList<>(orders);
        eventually().pollInterval(BETWEEN_LOOKS).untilAsserted(() -> {
            Evidence evidence = evidence();
            incomplete.removeIf(order -> evidence.against(order).isEmpty());
            assertThat(incomplete.stream()
                            .flatMap(order -> evidence.against(order).stream())
                            .toList())
                    .as("what is wrong with orders")
                    .isEmpty();
        });
    }

    private void awaitStillness() {
        AtomicInteger before = new AtomicInteger(-1);
        eventually().pollInterval(BETWEEN_LOOKS).during(REST).until(() -> {
            int now = log.read().size();
            return before.getAndSet(now) == now;
        });
    }

    private List<String> findings(Collection<PlacedOrder> orders) {
        Evidence evidence = evidence();
        return orders.stream()
                .flatMap(order -> evidence.against(order).stream())
                .toList();
    }

    private Evidence evidence() {
        List<LoggedEvent> events = log.read();
        return new Evidence(suite.shop(), suite.inbox(), suite.deliveries().all(), events);
    }
}
