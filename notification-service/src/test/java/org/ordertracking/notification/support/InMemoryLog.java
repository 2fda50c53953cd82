package org.ordertracking.notification.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.ordertracking.events.EncodedEvent;
import org.ordertracking.events.Event;
import org.ordertracking.events.EventCodec;
import org.ordertracking.events.EventEnvelope;
import org.ordertracking.events.NotificationEvent;

/** The other services, as this one sees them: events come from topics, and what it says goes to one. */
@ApplicationScoped
public class InMemoryLog {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final InMemoryConnector connector;
    private final EventCodec codec;

    InMemoryLog(@Connector("smallrye-in-memory") InMemoryConnector connector, EventCodec codec) {
        this.connector = connector;
        this.codec = codec;
        Awaitility.setDefaultTimeout(PATIENCE);
    }

    /** Another service says an event; returns the envelope, so that it can be said again. */
    public EventEnvelope<Event> say(Event event) {
        EventEnvelope<Event> envelope = EventEnvelope.wrap(event, "/another-service", Clock.systemUTC());
        deliver(envelope);
        return envelope;
    }

    /** The log delivers an event, perhaps not for the first time. */
    public void deliver(EventEnvelope<Event> envelope) {
        EncodedEvent encoded = codec.encode(envelope);
        ConsumerRecord<String, byte[]> record =
                new ConsumerRecord<>(encoded.topic(), 0, 0, encoded.key(), encoded.payload());
        encoded.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        connector.<ConsumerRecord<String, byte[]>>source(encoded.topic()).send(record);
    }

    /** What this service has said about an order, in the order in which it did. */
    public List<NotificationEvent> heardAbout(String orderId) {
        return connector.<byte[]>sink("outbox").received().stream()
                .map(this::event)
                .map(NotificationEvent.class::cast)
                .filter(event -> event.orderId().equals(orderId))
                .toList();
    }

    private Event event(Message<byte[]> message) {
        Map<String, String> headers = new HashMap<>();
        message.getMetadata(OutgoingKafkaRecordMetadata.class)
                .orElseThrow()
                .getHeaders()
                .forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return codec.decode(headers, message.getPayload()).orElseThrow().event();
    }

    /** A time for events; which one does not matter. */
    public static Instant someTime() {
        return Instant.parse("2026-01-31T12:00:00Z");
    }
}
