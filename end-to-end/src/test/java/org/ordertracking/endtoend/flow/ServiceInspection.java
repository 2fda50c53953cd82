package org.ordertracking.endtoend.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.endtoend.process.Patience.eventually;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ordertracking.endtoend.client.Deliveries.Delivery;
import org.ordertracking.endtoend.client.NotificationInbox.Message;
import org.ordertracking.endtoend.client.Shop;
import org.ordertracking.endtoend.client.Shop.Step;
import org.ordertracking.endtoend.client.Stock.Item;
import org.ordertracking.endtoend.suite.OrderTracking;

/** Looks at orders as the services show them: the shop, the warehouse, logistics, the customers' inbox. */
public final class ServiceInspection {

    private final OrderTracking suite;

    public ServiceInspection(OrderTracking suite) {
        this.suite = suite;
    }

    /** Waits until the shop shows an order in this state. */
    public void awaitState(String orderId, String state) {
        awaitState(List.of(orderId), state);
    }

    /** Waits until the shop shows all these orders in this state. */
    public void awaitState(Collection<String> orderIds, String state) {
        Shop shop = suite.shop();
        Map<String, String> others = new HashMap<>();
        orderIds.forEach(orderId -> others.put(orderId, "not looked at"));
        eventually().untilAsserted(() -> {
            others.replaceAll((orderId, before) -> shop.order(orderId).state());
            others.values().removeIf(state::equals);
            assertThat(others).as("orders that are not %s", state).isEmpty();
        });
    }

    /** Every order is delivered, and nothing that services show of a delivered order is there twice or not at all. */
    public void eachIsDeliveredOnce(Collection<String> orderIds) {
        awaitState(orderIds, "DELIVERED");
        eachHasOneDelivery(orderIds);
        orderIds.forEach(this::customerWasToldOfEveryStepOnEveryChannel);
        orderIds.forEach(this::timelineIsComplete);
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
        eventually().untilAsserted(() -> {
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
        });
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
    public void stockIs(Item expected) {
        eventually()
                .untilAsserted(
                        () -> assertThat(suite.stock().of(expected.sku())).isEqualTo(expected));
    }
}
