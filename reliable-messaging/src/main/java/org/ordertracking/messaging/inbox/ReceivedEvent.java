package org.ordertracking.messaging.inbox;

import java.time.Instant;
import org.ordertracking.events.Event;
import org.ordertracking.events.EventEnvelope;

/**
 * An event with its place on the log.
 *
 * @param recordTime the time that the record carries, set by the producer's client
 */
public record ReceivedEvent(
        EventEnvelope<? extends Event> envelope, String topic, int partition, long offset, Instant recordTime) {

    /** The payload, for a {@code switch} over its kinds. */
    public Event event() {
        return envelope.event();
    }
}
