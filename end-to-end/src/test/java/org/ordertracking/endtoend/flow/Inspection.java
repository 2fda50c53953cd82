package org.ordertracking.endtoend.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.endtoend.process.Patience.eventually;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ordertracking.endtoend.client.Deliveries.Delivery;
import org.ordertracking.endtoend.client.NotificationInbox.Message;
import org.ordertracking.endtoend.client.Shop;
import org.ordertracking.endtoend.client.Shop.Step;
import org.ordertracking.endtoend.client.Stock.Item;
import org.ordertracking.endtoend.suite.OrderTrackingSuite;

/** Looks at orders from every side: the shop, the log, the warehouse, logistics, the customers' inbox. */
final class Inspection {

    /** How long nothing may be added to what is complete. What was done twice is on the log well before. */
    private static final Duration REST = Duration.ofSeconds(2);

    private final OrderTrackingSuite suite;

    Inspection(OrderTrackingSuite suite) {
        this.suite = suite;
    }

    /** Waits until the shop shows an order in this state. */
    void awaitState(String orderId, String state) {
        awaitState(List.of(orderId), state);
    }

    /** Waits until the shop shows all these orders in this state. */
    void awaitState(Collection<String> orderIds, String state) {
        Shop shop = suite.shop();
        Set<String> missing = new HashSet<>(orderIds);
        eventually().untilAsserted(() -> {
            missing.removeIf(orderId -> shop.order(orderId).state().equals(state));
            assertThat(missing).as("orders that are not %s", state).isEmpty();
        });
    }

    /** Every order is delivered, and nothing that makes up a delivered order happened twice or not at all. */
    void eachIsDeliveredOnce(Collection<String> orderIds) {
        awaitState(orderIds, "DELIVERED");
        eachHasTrail(orderIds, OrderTrails.DELIVERED);
        eachHasOneDelivery(orderIds);
        orderIds.forEach(this::customerWasToldOfEveryStepOnEveryChannel);
        orderIds.forEach(this::timelineIsComplete);
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

    private void eachHasOneDelivery(Collection<String> orderIds) {
        List<Delivery> deliveries = suite.deliveries().all().stream()
                .filter(delivery -> orderIds.contains(delivery.orderId()))
                .toList();
        assertThat(deliveries).extracting(Delivery::orderId).containsExactlyInAnyOrderElementsOf(orderIds);
        assertThat(deliveries).extracting(Delivery::state).containsOnly("DELIVERED");
        assertThat(deliveries).extracting(Delivery::trackingNumber).doesNotHaveDuplicates();
    }

    private void customerWasToldOfEveryStepOnEveryChannel(String orderId) {
        List<Message> messages = suite.inbox().about(orderId);
        assertThat(messages)
                .extracting(message -> message.about() + " by " + message.channel())
                .containsExactlyInAnyOrder(
                        "OrderConfirmed by MAIL",
                        "OrderConfirmed by SMS",
                        "ParcelDispatched by MAIL",
                        "ParcelDispatched by SMS",
                        "ParcelDelivered by MAIL",
                        "ParcelDelivered by SMS");
        assertThat(messages).extracting(Message::state).containsOnly("SENT");
    }

    private void timelineIsComplete(String orderId) {
        eventually()
                .untilAsserted(() -> assertThat(suite.shop().timeline(orderId).steps())
                        .as("timeline of order %s", orderId)
                        .hasSameSizeAs(OrderTrails.DELIVERED)
                        .extracting(Step::eventId)
                        .doesNotHaveDuplicates());
    }

    /** Waits until the warehouse holds exactly this of an article. */
    void stockIs(Item expected) {
        eventually()
                .untilAsserted(
                        () -> assertThat(suite.stock().of(expected.sku())).isEqualTo(expected));
    }
}
