package org.ordertracking.broker.topic;

import java.util.Map;

/**
 * What new topics get, and how many there may be.
 *
 * @param partitions partitions of a topic created without a number
 * @param maxPartitions partitions of all topics together
 * @param configs broker-wide values by topic config name, over Kafka's own defaults
 */
public record TopicDefaults(int partitions, int maxPartitions, Map<String, String> configs) {

    public TopicDefaults {
        configs = Map.copyOf(configs);
    }
}
