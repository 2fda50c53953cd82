package org.ordertracking.broker.topic;

import java.util.Map;
import org.apache.kafka.common.errors.InvalidConfigurationException;

/**
 * What new topics get, and how many there may be.
 *
 * @param partitions partitions of a topic created without a number
 * @param maxPartitions partitions of all topics together
 * @param configs broker-wide values by topic config name, over Kafka's own defaults
 */
public record TopicDefaults(int partitions, int maxPartitions, Map<String, String> configs) {

    /**
     * @throws IllegalArgumentException naming the setting that is not allowed
     */
    public TopicDefaults {
        configs = Map.copyOf(configs);
        if (partitions < 1 || maxPartitions < 1) {
            throw new IllegalArgumentException(
                    "broker.topics.partitions=%d and broker.topics.max-partitions=%d must be at least 1"
                            .formatted(partitions, maxPartitions));
        }
        try {
            TopicSettings.of(configs, Map.of());
        } catch (InvalidConfigurationException invalid) {
            throw new IllegalArgumentException("broker.topics.configs: " + invalid.getMessage(), invalid);
        }
    }
}
