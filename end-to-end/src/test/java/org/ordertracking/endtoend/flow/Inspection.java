package org.ordertracking.endtoend.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.endtoend.process.Patience.eventually;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.ordertracking.endtoend.client.Stock.Item;
import org.ordertracking.endtoend.suite.OrderTrackingSuite;

/** Looks at orders from every side: what the services show, and the log. */
final class Inspection {

    /** How long nothing may be added to what is complete. What was done twice is on the log well before. */
    private static final Duration REST = Duration.ofSeconds(2);

    private final OrderTrackingSuite suite;
    private final ServiceInspection services;

    Inspection(OrderTrackingSuite suite) {
        this.suite = suite;
        this.services = new ServiceInspection(suite);
    }

    /** Waits until the shop shows an order in this state. */
    void awaitState(String orderId, String state) {
        services.awaitState(orderId, state);
    }

    /** Waits until the shop shows all these orders in this state. */
    void awaitState(Collection<String> orderIds, String state) {
        services.awaitState(orderIds, state);
    }

    /** Every order is delivered, and nothing that makes up a delivered order happened twice or not at all. */
    void eachIsDeliveredOnce(Collection<String> orderIds) {
        services.awaitState(orderIds, "DELIVERED");
        eachHasTrail(orderIds, OrderTrails.DELIVERED);
        services.eachIsDeliveredOnce(orderIds);
    }

    /** The log has each of these events for each order, once, and no other. */
    void eachHasTrail(Collection<String> orderIds, List<String> trail) {
        eventually().pollInterval(Duration.ofMillis(500)).during(REST).untilAsserted(() -> {
            OrderTrails trails = OrderTrails.of(suite.log().read());
            for (String orderId : orderIds) {
                assertThat(trails.of(orderId))
                        .as("events of order %s", orderId)
                        .containsExactlyInAnyOrderElementsOf(trail);
            }
        });
    }

    /** Waits until the warehouse holds exactly this of an article. */
    void stockIs(Item expected) {
        services.stockIs(expected);
    }
}
