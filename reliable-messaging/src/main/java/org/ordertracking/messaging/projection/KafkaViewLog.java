package org.ordertracking.messaging.projection;

import io.quarkus.arc.DefaultBean;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** Kafka, with all of the service's {@code kafka.*} settings, and small fetches: a view's reader needs few of them. */
@Singleton
@DefaultBean
class KafkaViewLog implements ViewLog {

    private static final int TIMEOUT_MS = 10_000;
    private static final int FETCH_BYTES = 2 * 1024 * 1024;
    private static final int PARTITION_BYTES = 512 * 1024;

    private final Map<String, Object> consumerSettings = new HashMap<>();
    private final Map<String, Object> adminSettings = new HashMap<>();

    KafkaViewLog(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        kafka.forEach((name, value) -> {
            if (ConsumerConfig.configNames().contains(name)) {
                consumerSettings.put(name, value);
            }
            if (AdminClientConfig.configNames().contains(name)) {
                adminSettings.put(name, value);
            }
        });
        consumerSettings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        consumerSettings.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        consumerSettings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // Where to go on when an offset is not there is for the view to decide, and to say.
        consumerSettings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        consumerSettings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumerSettings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        consumerSettings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        consumerSettings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_BYTES);
        consumerSettings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        consumerSettings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2000);
        adminSettings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        adminSettings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS / 2);
    }

    @Override
    public LogReader open(String reader, Set<String> topics) {
        Map<String, Object> consumer = new HashMap<>(consumerSettings);
        consumer.put(ConsumerConfig.CLIENT_ID_CONFIG, "view-" + reader);
        Map<String, Object> admin = new HashMap<>(adminSettings);
        admin.put(AdminClientConfig.CLIENT_ID_CONFIG, "view-" + reader + "-topics");
        return new KafkaLogReader(topics, consumer, admin);
    }
}
