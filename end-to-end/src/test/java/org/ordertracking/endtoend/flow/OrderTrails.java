package org.ordertracking.endtoend.flow;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ordertracking.endtoend.client.EventLog.LoggedEvent;
import org.ordertracking.events.NotificationSent;

/**
 * What the log says of each order as its consumers apply it: every event once, by its id, however often it was published.
 * An event is told by its type; of a notification one also wants to know what it is about and how it went.
 */
public record OrderTrails(Map<String, List<String>> byKey) {

    /** The trail of an order that went well, for a customer with mail and phone. In no order: topics are independent. */
    public static final List<String> DELIVERED = List.of(
            "OrderPlaced",
            "OrderScreened",
            "OrderCleared",
            "StockReserved",
            "OrderConfirmed",
            "DeliveryScheduled",
            "ParcelDispatched",
            "ParcelDelivered",
            "NotificationSent of OrderConfirmed by MAIL",
            "NotificationSent of OrderConfirmed by SMS",
            "NotificationSent of ParcelDispatched by MAIL",
            "NotificationSent of ParcelDispatched by SMS",
            "NotificationSent of ParcelDelivered by MAIL",
            "NotificationSent of ParcelDelivered by SMS");

    /** The kinds of events that an order meets when it goes well, each once. */
    public static final List<String> STEPS =
            DELIVERED.stream().map(event -> event.split(" ", 2)[0]).distinct().toList();

    /** The trail of an order whose goods were not there. */
    public static final List<String> REJECTED = List.of(
            "OrderPlaced",
            "OrderScreened",
            "OrderCleared",
            "StockRejected",
            "OrderRejected",
            "NotificationSent of OrderRejected by MAIL",
            "NotificationSent of OrderRejected by SMS");

    public static OrderTrails of(Collection<LoggedEvent> events) {
        Map<String, LoggedEvent> once = new LinkedHashMap<>();
        events.forEach(event -> once.putIfAbsent(event.envelope().id(), event));
        return new OrderTrails(once.values().stream()
                .collect(groupingBy(event -> event.envelope().key(), mapping(OrderTrails::describe, toList()))));
    }

    /** The events of one order, none if there are none. */
    public List<String> of(String orderId) {
        return byKey.getOrDefault(orderId, List.of());
    }

    private static String describe(LoggedEvent event) {
        return event.envelope().event() instanceof NotificationSent sent
                ? event.type() + " of " + sent.about() + " by " + sent.channel()
                : event.type();
    }
}
