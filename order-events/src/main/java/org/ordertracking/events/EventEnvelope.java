package org.ordertracking.events;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * An event with what CloudEvents says about every event: which one, of what kind, from whom, since when.
 *
 * @param id unique; the same event sent again has the same id, and this is how a consumer recognises it
 * @param type name in {@link EventTypes}
 * @param source path of the service that published it, for example {@code /order-service}
 * @param time when it was published
 * @param event the payload
 */
public record EventEnvelope<E extends Event>(String id, String type, String source, Instant time, E event) {

    /** Characters of an id. Ours are UUIDs; others' may be longer. */
    public static final int MAX_ID_LENGTH = 100;

    /** Characters of a source. */
    public static final int MAX_SOURCE_LENGTH = 200;

    public EventEnvelope {
        Require.text("id", id, MAX_ID_LENGTH);
        Require.text("source", source, MAX_SOURCE_LENGTH);
        Require.present("time", time);
        Require.present("event", event);
        Require.present("type", type);
        if (!EventTypes.of(event).name().equals(type)) {
            throw new IllegalArgumentException(
                    "type " + type + " is not that of a " + event.getClass().getSimpleName());
        }
    }

    /** Wraps a new event: a fresh random id, and the clock's time in microseconds, which is what databases keep. */
    public static <E extends Event> EventEnvelope<E> wrap(E event, String source, Clock clock) {
        return new EventEnvelope<>(
                UUID.randomUUID().toString(),
                EventTypes.of(event).name(),
                source,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                event);
    }

    /** The topic where this event belongs. */
    public String topic() {
        return EventTypes.of(event).topic();
    }

    /** The key of the record that carries this event; CloudEvents calls it the subject. */
    public String key() {
        return event.key();
    }
}
