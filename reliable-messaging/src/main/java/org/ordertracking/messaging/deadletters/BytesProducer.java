package org.ordertracking.messaging.deadletters;

import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Writes records as they are, with the service's {@code kafka.*} settings, acknowledged by all replicas.
 *
 * <p>Apart from the channel {@code outbox}: keys of dead letters are bytes, and their topics are not the service's own. There is
 * no connection before the first record.
 */
@Singleton
class BytesProducer implements RecordLog {

    private static final String REQUEST_TIMEOUT_MS = "10000";
    private static final String DELIVERY_TIMEOUT_MS = "15000";
    private static final String MAX_BLOCK_MS = "5000";
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    /** The largest record that anybody could write, with the headers of a dead letter; what is too much, the broker says. */
    private static final String MAX_REQUEST_BYTES = String.valueOf(4 * 1024 * 1024);

    private static final String BUFFER_BYTES = String.valueOf(8 * 1024 * 1024);

    private final Map<String, Object> settings = new HashMap<>();
    private Producer<byte[], byte[]> producer;

    BytesProducer(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        kafka.forEach((name, value) -> {
            if (ProducerConfig.configNames().contains(name)) {
                settings.put(name, value);
            }
        });
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, service + "-dead-letters");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, "0");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MS);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MS);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    }

    @Override
    public void append(ProducerRecord<byte[], byte[]> record) throws InterruptedException {
        try {
            connected().send(record).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KafkaException refused) {
                throw refused;
            }
            throw new KafkaException("The record was not written", e.getCause());
        }
    }

    private synchronized Producer<byte[], byte[]> connected() {
        if (producer == null) {
            producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    @PreDestroy
    synchronized void close() {
        if (producer != null) {
            producer.close(CLOSE_LIMIT);
        }
    }
}
