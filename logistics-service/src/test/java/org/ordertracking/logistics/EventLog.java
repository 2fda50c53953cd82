package org.ordertracking.logistics;

import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
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

/** The log as a test sees it: says events to the service and hears what the service says. */
@ApplicationScoped
public class EventLog {

    /** For a busy machine; a condition that holds is seen at once. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private final InMemoryConnector connector;
    private final EventCodec codec;

    EventLog(@Connector(InMemoryConnector.CONNECTOR) InMemoryConnector connector, EventCodec codec) {
        this.connector = connector;
        this.codec = codec;
    }

    /** Puts an event on its topic; returns it, to be said again. */
    public EventEnvelope<Event> say(Event event) {
        EventEnvelope<Event> envelope = EventEnvelope.wrap(event, "/test", Clock.systemUTC());
        say(envelope);
        return envelope;
    }

    /** Puts the very same event on its topic, as a producer that tries again does. */
    public void say(EventEnvelope<Event> envelope) {
        EncodedEvent encoded = codec.encode(envelope);
        ConsumerRecord<String, byte[]> consumed =
                new ConsumerRecord<>(encoded.topic(), 0, 0L, encoded.key(), encoded.payload());
        encoded.headers()
                .forEach((name, value) -> consumed.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        connector.<ConsumerRecord<String, byte[]>>source(encoded.topic()).send(consumed);
    }

    /** What the service has said so far of this kind under this key, in order. */
    public <E extends Event> List<E> heard(Class<E> kind, String key) {
        return connector.<byte[]>sink("outbox").received().stream()
                .filter(message -> key.equals(record(message).getKey()))
                .map(this::event)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** Waits until the service has said so many events of this kind under this key, or more. */
    public <E extends Event> List<E> await(Class<E> kind, String key, int count) {
        return Awaitility.await().atMost(PATIENCE).until(() -> heard(kind, key), heard -> heard.size() >= count);
    }

    /** Waits for the first event of this kind under this key. */
    public <E extends Event> E await(Class<E> kind, String key) {
        return await(kind, key, 1).get(0);
    }

    private Event event(Message<byte[]> message) {
        Map<String, String> headers = new HashMap<>();
        record(message)
                .getHeaders()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return codec.decode(headers, message.getPayload()).orElseThrow().event();
    }

    private static OutgoingKafkaRecordMetadata<?> record(Message<byte[]> message) {
        return message.getMetadata(OutgoingKafkaRecordMetadata.class).orElseThrow();
    }
}
