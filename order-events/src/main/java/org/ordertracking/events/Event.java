package org.ordertracking.events;

/**
 * Something that happened in one of the services and that the others may want to know.
 *
 * <p>Every event is an immutable record, valid from the moment it exists: constructors refuse missing or out-of-bounds
 * values with an {@link IllegalArgumentException} that names the field. One sealed interface per topic groups them, so
 * that a {@code switch} over a topic's events is checked by the compiler.
 */
public sealed interface Event
        permits OrderEvent,
                ScreeningEvent,
                StockEvent,
                InventoryEvent,
                DeliveryEvent,
                VehicleEvent,
                NotificationEvent,
                ActivityEvent {

    /** The key of the record on the log: events with the same key keep their order. */
    String key();
}
