package org.ordertracking.endtoend.history.workload;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Opens clients that notice quickly that the broker has gone, and that it is back. */
record Connection(String bootstrapServers) {

    /** An open transaction whose producer is silent for so long is aborted. */
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(15);

    Admin admin() {
        return Admin.create(with(Map.of()));
    }

    /**
     * An idempotent producer.
     *
     * @param patience how long it tries before it gives a record up
     */
    Producer<String, String> producer(Duration patience) {
        return producer(Map.of(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) patience.toMillis()));
    }

    Producer<String, String> transactionalProducer(String transactionalId) {
        return producer(Map.of(
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                transactionalId,
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                (int) TRANSACTION_TIMEOUT.toMillis(),
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                10_000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                20_000));
    }

    /** A consumer that never jumps to another offset by itself. */
    Consumer<String, String> reader(IsolationLevel isolation) {
        return consumer(Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, nameOf(isolation)));
    }

    /** A consumer that commits the offsets of a group. */
    Consumer<String, String> member(String group) {
        return consumer(Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                group,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                nameOf(IsolationLevel.READ_COMMITTED)));
    }

    private Producer<String, String> producer(Map<String, Object> settings) {
        Map<String, Object> all = with(settings);
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        all.put(ProducerConfig.LINGER_MS_CONFIG, 2);
        return new KafkaProducer<>(all, new StringSerializer(), new StringSerializer());
    }

    private Consumer<String, String> consumer(Map<String, Object> settings) {
        Map<String, Object> all = with(settings);
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        all.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 64 << 10);
        return new KafkaConsumer<>(all, new StringDeserializer(), new StringDeserializer());
    }

    private Map<String, Object> with(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        all.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        all.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 200L);
        all.put(CommonClientConfigs.RETRY_BACKOFF_MAX_MS_CONFIG, 200L);
        return all;
    }

    private static String nameOf(IsolationLevel isolation) {
        return isolation.toString().toLowerCase(Locale.ROOT);
    }
}
