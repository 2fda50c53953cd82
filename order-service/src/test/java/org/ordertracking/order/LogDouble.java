package org.ordertracking.order;

import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.ordertracking.events.EncodedEvent;
import org.ordertracking.events.Event;
import org.ordertracking.events.EventCodec;
import org.ordertracking.events.EventEnvelope;
import org.ordertracking.messaging.topics.IncomingChannel;

/** Plays the log and the other services: takes what this service publishes, and says what the others would. */
@Singleton
public class LogDouble {

    /** For conditions that come true by themselves; a busy machine takes its time. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final InMemoryConnector connector;
    private final EventCodec codec = new EventCodec();
    private final ViewLogDouble views;
    private final Set<String> channels;

    LogDouble(@Connector(InMemoryConnector.CONNECTOR) InMemoryConnector connector, ViewLogDouble views, Config config) {
        this.connector = connector;
        this.views = views;
        this.channels =
                IncomingChannel.of(config).stream().map(IncomingChannel::topic).collect(Collectors.toSet());
        Awaitility.setDefaultTimeout(PATIENCE);
    }

    /** Another service says something. Returns the record, so that it can be delivered again. */
    public ConsumerRecord<String, byte[]> say(String service, Event event) {
        return sayAt(Instant.now(), service, event);
    }

    /** Another service said something at a certain time. */
    public ConsumerRecord<String, byte[]> sayAt(Instant recordTime, String service, Event event) {
        return say(recordTime, service, event, Map.of());
    }

    /** Another service says something within a trace. */
    public ConsumerRecord<String, byte[]> sayWithin(String traceparent, String service, Event event) {
        return say(Instant.now(), service, event, Map.of("traceparent", traceparent));
    }

    private synchronized ConsumerRecord<String, byte[]> say(
            Instant recordTime, String service, Event event, Map<String, String> more) {
        EncodedEvent encoded = codec.encode(EventEnvelope.wrap(event, "/" + service, Clock.systemUTC()));
        RecordHeaders headers = new RecordHeaders();
        encoded.headers().forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        more.forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        ConsumerRecord<String, byte[]> record =
                record(encoded.topic(), encoded.key(), headers, encoded.payload(), recordTime);
        deliver(record);
        return record;
    }

    /** A record arrives, perhaps once more. */
    public synchronized void deliver(ConsumerRecord<String, byte[]> record) {
        views.append(record);
        if (channels.contains(record.topic())) {
            connector.source(record.topic()).send(record);
        }
    }

    /** All that this service has published about an order, in that order. */
    public List<Event> published(String orderId) {
        return messages(orderId).stream().map(this::event).toList();
    }

    /** All that this service has noted of a visitor. */
    public List<Event> noted(String visitorId) {
        List<Message<byte[]>> all =
                new ArrayList<>(connector.<byte[]>sink("activity").received());
        return all.stream()
                .filter(message -> visitorId.equals(metadata(message).getKey()))
                .map(this::event)
                .toList();
    }

    private Event event(Message<byte[]> message) {
        return codec.decode(headers(metadata(message).getHeaders()), message.getPayload())
                .orElseThrow()
                .event();
    }

    /** Lets this service read its own events about an order, as it would from the log. */
    public synchronized void readBack(String orderId) {
        for (Message<byte[]> message : messages(orderId)) {
            OutgoingKafkaRecordMetadata<?> metadata = metadata(message);
            deliver(record(metadata.getTopic(), orderId, metadata.getHeaders(), message.getPayload(), Instant.now()));
        }
    }

    private List<Message<byte[]>> messages(String orderId) {
        List<Message<byte[]>> all =
                new ArrayList<>(connector.<byte[]>sink("outbox").received());
        return all.stream()
                .filter(message -> orderId.equals(metadata(message).getKey()))
                .toList();
    }

    private ConsumerRecord<String, byte[]> record(
            String topic, String key, Headers headers, byte[] payload, Instant time) {
        return new ConsumerRecord<>(
                topic,
                ViewLogDouble.PARTITION,
                views.end(topic),
                time.toEpochMilli(),
                TimestampType.CREATE_TIME,
                key.length(),
                payload.length,
                key,
                payload,
                headers,
                Optional.empty());
    }

    private static OutgoingKafkaRecordMetadata<?> metadata(Message<byte[]> message) {
        return message.getMetadata(OutgoingKafkaRecordMetadata.class).orElseThrow();
    }

    private static Map<String, String> headers(Headers headers) {
        Map<String, String> texts = new HashMap<>();
        for (Header header : headers) {
            texts.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        return texts;
    }
}
