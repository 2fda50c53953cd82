package org.ordertracking.messaging.inbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.ordertracking.events.Event;
import org.ordertracking.events.EventCodec;
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

    /**
     * Reads a record.
     *
     * @return empty for an event of a type that is not known here
     * @throws org.ordertracking.events.UnreadableEventException when it is no event of the contract
     */
    public static Optional<ReceivedEvent> read(ConsumerRecord<String, byte[]> record, EventCodec codec) {
        Optional<EventEnvelope<? extends Event>> envelope = codec.decode(headers(record), record.value());
        return envelope.map(known -> new ReceivedEvent(
                known, record.topic(), record.partition(), record.offset(), Instant.ofEpochMilli(record.timestamp())));
    }

    private static Map<String, String> headers(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return headers;
    }
}
