package org.ordertracking.events;

/**
 * A kind of event, as it is known outside Java.
 *
 * @param name CloudEvents type with the version of the schema, for example {@code org.ordertracking.OrderPlaced.v1}
 * @param payload the record that holds such an event
 * @param topic where such events are published
 */
public record EventType(String name, Class<? extends Event> payload, String topic) {}
