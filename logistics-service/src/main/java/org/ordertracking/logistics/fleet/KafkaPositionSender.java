package org.ordertracking.logistics.fleet;

import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.ordertracking.events.EncodedEvent;
import org.ordertracking.events.EventCodec;
import org.ordertracking.events.EventEnvelope;
import org.ordertracking.events.EventTypes;
import org.ordertracking.events.VehicleMoved;

/**
 * A producer of its own, beside the outbox: a position is worth nothing once there is a newer one, so it is not kept in the
 * database, not confirmed by every node of a cluster, and given up after seconds.
 */
final class KafkaPositionSender implements PositionSender {

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

    private final Producer<String, byte[]> producer;
    private final EventCodec codec;
    private final String source;

    private KafkaPositionSender(Producer<String, byte[]> producer, EventCodec codec, String source) {
        this.producer = producer;
        this.codec = codec;
        this.source = source;
    }

    @Override
    public void send(Position position, Consumer<Exception> outcome) {
        producer.send(record(position), (metadata, failure) -> outcome.accept(failure));
    }

    private ProducerRecord<String, byte[]> record(Position position) {
        VehicleMoved moved = new VehicleMoved(
                position.vehicleId(), position.latitude(), position.longitude(), position.speedKmh(), position.at());
        // A vehicle is at one place at a time, so vehicle and time make an id, and a cheaper one than chance does.
        String id = position.vehicleId() + "-" + position.at().toEpochMilli();
        EncodedEvent encoded =
                codec.encode(new EventEnvelope<>(id, EventTypes.of(moved).name(), source, position.at(), moved));
        RecordHeaders headers = new RecordHeaders();
        encoded.headers().forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        return new ProducerRecord<>(encoded.topic(), null, null, encoded.key(), encoded.payload(), headers);
    }

    @Override
    public void close() {
        producer.close(CLOSE_LIMIT);
    }

    /** Opens senders with the service's {@code kafka.*} settings. */
    @Singleton
    static final class Opener implements Factory {

        private final Map<String, Object> settings = new HashMap<>();
        private final EventCodec codec;
        private final String source;

        Opener(
                @Identifier("default-kafka-broker") Map<String, Object> kafka,
                FleetConfig config,
                EventCodec codec,
                @ConfigProperty(name = "quarkus.application.name") String service) {
            kafka.forEach((name, value) -> {
                if (ProducerConfig.configNames().contains(name)) {
                    settings.put(name, value);
                }
            });
            settings.put(ProducerConfig.CLIENT_ID_CONFIG, service + "-fleet");
            settings.put(ProducerConfig.ACKS_CONFIG, "1");
            settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
            settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
            settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
            settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 65_536);
            settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, config.sendBuffer());
            settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_000);
            settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000);
            settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 3_000);
            settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000);
            this.codec = codec;
            this.source = "/" + service;
        }

        @Override
        public PositionSender open() {
            return new KafkaPositionSender(
                    new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer()), codec, source);
        }
    }
}
