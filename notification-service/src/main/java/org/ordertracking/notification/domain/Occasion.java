package org.ordertracking.notification.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ordertracking.events.Event;
import org.ordertracking.events.OrderCancelled;
import org.ordertracking.events.OrderConfirmed;
import org.ordertracking.events.OrderRejected;
import org.ordertracking.events.ParcelDelivered;
import org.ordertracking.events.ParcelDispatched;
import org.ordertracking.events.ParcelReturned;

/** What a customer is told about: one constant for each event that is worth a message. */
public enum Occasion {
    ORDER_CONFIRMED(OrderConfirmed.class),
    ORDER_REJECTED(OrderRejected.class),
    ORDER_CANCELLED(OrderCancelled.class),
    PARCEL_DISPATCHED(ParcelDispatched.class),
    PARCEL_DELIVERED(ParcelDelivered.class),
    PARCEL_RETURNED(ParcelReturned.class);

    private static final Map<Class<?>, Occasion> BY_EVENT =
            Arrays.stream(values()).collect(Collectors.toMap(occasion -> occasion.event, Function.identity()));

    private static final Map<String, Occasion> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(Occasion::about, Function.identity()));

    private final Class<? extends Event> event;

    Occasion(Class<? extends Event> event) {
        this.event = event;
    }

    /** The occasion that an event is, or empty when customers are not told about such events. */
    public static Optional<Occasion> of(Event event) {
        return Optional.ofNullable(BY_EVENT.get(event.getClass()));
    }

    /**
     * The occasion of an event's name, the inverse of {@link #about()}.
     *
     * @throws IllegalArgumentException when there is none of that name
     */
    public static Occasion about(String eventName) {
        Occasion occasion = BY_NAME.get(eventName);
        if (occasion == null) {
            throw new IllegalArgumentException("customers are not told about events of type " + eventName);
        }
        return occasion;
    }

    /** The name of the event that the customer is told about, for example {@code OrderConfirmed}. */
    public String about() {
        return event.getSimpleName();
    }

    /** The name that text files carry for this occasion, for example {@code order-confirmed}. */
    public String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
