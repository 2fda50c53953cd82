package org.ordertracking.order.controlroom;

import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.ordertracking.events.Topics;
import org.ordertracking.http.problem.Problem;
import org.ordertracking.http.problem.ProblemException;

/**
 * Puts a record on the topic {@code stock} that is no event, as a faulty program might: it becomes a dead letter of this service,
 * the one that reads the topic. Blocking.
 */
@Singleton
class UnreadableRecord {

    private static final int PATIENCE_MILLIS = 3_000;
    private static final byte[] NO_EVENT = "This is not an event.".getBytes(StandardCharsets.UTF_8);

    private final Map<String, Object> settings = new HashMap<>();

    UnreadableRecord(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        kafka.forEach((name, value) -> {
            if (ProducerConfig.configNames().contains(name)) {
                settings.put(name, value);
            }
        });
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "control-room-poison");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    }

    /**
     * @return where it stands
     * @throws ProblemException when the broker does not take it
     */
    RecordMetadata write() throws InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            byte[] key = ("poison-" + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8);
            return producer.send(new ProducerRecord<>(Topics.STOCK, key, NO_EVENT))
                    .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new ProblemException(Problem.of(
                    ControlRoomProblem.NEIGHBOUR_AWAY,
                    "The broker did not take the record within " + PATIENCE_MILLIS / 1000 + " s.",
                    "See whether it runs (./demo status), then try again."));
        }
    }
}
