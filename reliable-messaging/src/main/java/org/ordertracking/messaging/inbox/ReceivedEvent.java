package org.ordertracking.messaging.inbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
        EventEnvelope<? extends Event> envelope,
        String topic,
        int partition,
        long offset,
        Instant recordTime,
        Optional<String> traceId) {

    /** W3C Trace Context: version, trace, parent, flags. A trace of zeros is none. */
    private static final Pattern TRACEPARENT =
            Pattern.compile("[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");

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
        Map<String, String> headers = headers(record);
        Optional<EventEnvelope<? extends Event>> envelope = codec.decode(headers, record.value());
        return envelope.map(known -> new ReceivedEvent(
                known,
                record.topic(),
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                traceId(headers.get("traceparent"))));
    }

    /** What a stranger wrote there is left out, and no reason to refuse the event. */
    private static Optional<String> traceId(String traceparent) {
        return Optional.ofNullable(traceparent)
                .map(TRACEPARENT::matcher)
                .filter(Matcher::matches)
                .map(found -> found.group(1));
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
