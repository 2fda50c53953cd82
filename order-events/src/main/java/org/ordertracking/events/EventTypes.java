package org.ordertracking.events;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every kind of event of this suite: name on the wire, record, topic.
 *
 * <p>A change that old readers can ignore (a new optional field) keeps the type's version; any other gets a new type
 * {@code ….v2} beside the old one.
 */
public final class EventTypes {

    private static final String PREFIX = "org.ordertracking.";

    private static final List<EventType> ALL = List.of(
            version1(OrderPlaced.class, Topics.ORDERS),
            version1(OrderScreened.class, Topics.ORDER_SCREENINGS),
            version1(OrderCleared.class, Topics.ORDERS),
            version1(OrderConfirmed.class, Topics.ORDERS),
            version1(OrderRejected.class, Topics.ORDERS),
            version1(OrderCancelled.class, Topics.ORDERS),
            version1(StockReserved.class, Topics.STOCK),
            version1(StockRejected.class, Topics.STOCK),
            version1(StockReleased.class, Topics.STOCK),
            version1(StockReturned.class, Topics.STOCK),
            version1(StockLevelChanged.class, Topics.INVENTORY),
            version1(DeliveryScheduled.class, Topics.DELIVERIES),
            version1(ParcelDispatched.class, Topics.DELIVERIES),
            version1(ParcelDelivered.class, Topics.DELIVERIES),
            version1(ParcelRecalled.class, Topics.DELIVERIES),
            version1(ParcelReturned.class, Topics.DELIVERIES),
            version1(VehicleMoved.class, Topics.VEHICLE_POSITIONS),
            version1(NotificationSent.class, Topics.NOTIFICATIONS),
            version1(NotificationFailed.class, Topics.NOTIFICATIONS),
            version1(ProductViewed.class, Topics.CUSTOMER_ACTIVITY));

    private static final Map<String, EventType> BY_NAME =
            ALL.stream().collect(toUnmodifiableMap(EventType::name, identity()));

    private static final Map<Class<? extends Event>, EventType> BY_PAYLOAD =
            ALL.stream().collect(toUnmodifiableMap(EventType::payload, identity()));

    private EventTypes() {}

    private static EventType version1(Class<? extends Event> payload, String topic) {
        return new EventType(PREFIX + payload.getSimpleName() + ".v1", payload, topic);
    }

    /** All kinds of events, in the order in which a normal order meets them. */
    public static List<EventType> all() {
        return ALL;
    }

    /** The kind with this CloudEvents type; empty when it is none of ours, perhaps one of a newer release. */
    public static Optional<EventType> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** The kind of this event. */
    public static EventType of(Event event) {
        return of(event.getClass());
    }

    /** The kind that this record holds. */
    public static EventType of(Class<? extends Event> payload) {
        EventType type = BY_PAYLOAD.get(payload);
        if (type == null) {
            throw new IllegalArgumentException(payload.getName() + " is not the record of an event");
        }
        return type;
    }
}
