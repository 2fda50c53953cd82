package org.ordertracking.endtoend.client;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.ordertracking.events.EncodedEvent;
import org.ordertracking.events.Event;
import org.ordertracking.events.EventCodec;
import org.ordertracking.events.EventEnvelope;
import org.ordertracking.events.EventTypes;

/** Somebody else than the services who writes to the log, events and what are none. */
public final class EventWriter implements AutoCloseable {

    private final EventCodec codec = new EventCodec();
    private final Producer<byte[], byte[]> producer;

    public EventWriter(String bootstrapServers) {
        this.producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.ACKS_CONFIG, "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Writes an event, with headers beside its own. */
    public RecordMetadata write(Event event, Map<String, String> moreHeaders) {
        EncodedEvent encoded = codec.encode(new EventEnvelope<>(
                UUID.randomUUID().toString(),
                EventTypes.of(event).name(),
                "/somebody-else",
                Clock.systemUTC().instant(),
                event));
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(encoded.topic(), bytes(encoded.key()), encoded.payload());
        encoded.headers().forEach((name, value) -> record.headers().add(name, bytes(value)));
        moreHeaders.forEach((name, value) -> record.headers().add(name, bytes(value)));
        return send(record);
    }

    /** Writes a record that is no event. */
    public RecordMetadata writeGarbage(String topic, byte[] key, String value) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, bytes(value));
        record.headers().add("x-from", bytes("somebody else"));
        return send(record);
    }

    private RecordMetadata send(ProducerRecord<byte[], byte[]> record) {
        try {
            return producer.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the log does not take the record", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while writing", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
