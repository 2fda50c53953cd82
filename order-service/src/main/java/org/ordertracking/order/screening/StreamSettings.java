package org.ordertracking.order.screening;

import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * What Kafka Streams is started with: the service's {@code kafka.*} settings, those of every other client here, and what screening
 * needs.
 */
@Singleton
class StreamSettings {

    private static final Set<String> KNOWN = Stream.of(
                    StreamsConfig.configDef().names(),
                    ConsumerConfig.configNames(),
                    ProducerConfig.configNames(),
                    AdminClientConfig.configNames())
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    private final Map<String, Object> settings = new HashMap<>();

    StreamSettings(@Identifier("default-kafka-broker") Map<String, Object> kafka, ScreeningConfig config) {
        kafka.forEach((name, value) -> {
            if (KNOWN.contains(name)) {
                settings.put(name, value);
            }
        });
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, config.stream().applicationId());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                config.stream().commitInterval().toMillis());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        // As the service's channels: a process that was killed gives up its partitions after this time.
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 3_000);
        // One that stops gives them up at once. Streams' default is to wait whether it comes back, for the sake of
        // state on
        // its disk; ours has none there.
        settings.put(StreamsConfig.consumerPrefix("internal.leave.group.on.close"), true);
        // Streams' 100 ms would be waited for in each of the two rounds.
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 5);
        // The commit interval is the latency: no cache holds a record back longer.
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
    }

    /** A copy. */
    Map<String, Object> asMap() {
        return new HashMap<>(settings);
    }
}
