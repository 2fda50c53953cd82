package org.ordertracking.endtoend.graduation;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ordertracking.endtoend.client.Deliveries.Delivery;
import org.ordertracking.endtoend.client.EventLog.LoggedEvent;
import org.ordertracking.endtoend.client.NotificationInbox;
import org.ordertracking.endtoend.client.Shop;
import org.ordertracking.endtoend.client.Shop.Step;
import org.ordertracking.endtoend.flow.OrderTrails;

/** What the services and the log say about orders at one time. */
final class Evidence {

    /** Of each topic, the order in which the events of one key must be read. */
    private static final List<List<String>> SEQUENCES = List.of(
            List.of("OrderPlaced", "OrderCleared", "OrderConfirmed"),
            List.of("OrderPlaced", "OrderCleared", "OrderRejected"),
            List.of("DeliveryScheduled", "ParcelDispatched", "ParcelDelivered"));

    private final Shop shop;
    private final NotificationInbox inbox;
    private final Map<String, List<Delivery>> deliveries;
    private final Map<String, List<LoggedEvent>> events;
    private final OrderTrails trails;

    Evidence(Shop shop, NotificationInbox inbox, List<Delivery> deliveries, List<LoggedEvent> events) {
        this.shop = shop;
        this.inbox = inbox;
        this.deliveries = deliveries.stream().collect(groupingBy(Delivery::orderId));
        this.events =
                events.stream().collect(groupingBy(event -> event.envelope().key()));
        this.trails = OrderTrails.of(events);
    }

    /** What is not as it should be with an order, each with the order's id; empty when all is well. */
    List<String> against(PlacedOrder order) {
        List<String> findings = new ArrayList<>();
        compare(findings, "the log", order.trail(), trails.of(order.id()));
        compare(
                findings,
                "messages to the customer",
                order.messages(),
                inbox.about(order.id()).stream()
                        .map(message -> message.about() + " by " + message.channel() + unlessSent(message.state()))
                        .toList());
        compare(
                findings,
                "the timeline",
                List.copyOf(eventIds(order)),
                shop.timeline(order.id()).steps().stream().map(Step::eventId).toList());
        compare(
                findings,
                "deliveries",
                order.isRejected() ? List.of() : List.of("DELIVERED"),
                deliveries.getOrDefault(order.id(), List.of()).stream()
                        .map(Delivery::state)
                        .toList());
        compare(
                findings,
                "the shop",
                List.of(order.endState()),
                List.of(shop.order(order.id()).state()));
        SEQUENCES.forEach(sequence -> lookForDisorder(findings, order, sequence));
        return findings.stream()
                .map(finding -> "order " + order.id() + ": " + finding)
                .toList();
    }

    private static String unlessSent(String state) {
        return state.equals("SENT") ? "" : " is " + state;
    }

    private Set<String> eventIds(PlacedOrder order) {
        Set<String> ids = new LinkedHashSet<>();
        events.getOrDefault(order.id(), List.of())
                .forEach(event -> ids.add(event.envelope().id()));
        return ids;
    }

    /** A record may be on the log twice. Its first is the one that counts, as it does for an inbox. */
    private void lookForDisorder(List<String> findings, PlacedOrder order, List<String> sequence) {
        List<String> seen = events.getOrDefault(order.id(), List.of()).stream()
                .map(LoggedEvent::type)
                .filter(sequence::contains)
                .distinct()
                .toList();
        List<String> right = sequence.stream().filter(seen::contains).toList();
        if (!seen.equals(right)) {
            findings.add("the log has " + seen + " in this order");
        }
    }

    private static void compare(
            List<String> findings, String place, Collection<String> expected, Collection<String> actual) {
        List<String> missing = new ArrayList<>(expected);
        actual.forEach(missing::remove);
        List<String> tooMany = new ArrayList<>(actual);
        expected.forEach(tooMany::remove);
        if (!missing.isEmpty()) {
            findings.add(place + " lacks " + missing);
        }
        if (!tooMany.isEmpty()) {
            findings.add(place + " has too much: " + tooMany);
        }
    }
}
