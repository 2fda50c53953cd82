package org.ordertracking.broker.topic;

import java.util.Map;

/**
 * A topic to create.
 *
 * @param partitions how many, or {@link #DEFAULT_PARTITIONS}
 */
public record NewTopic(String name, int partitions, Map<String, String> configs) {
    public static final int DEFAULT_PARTITIONS = -1;

    public static NewTopic withDefaults(String name) {
        return new NewTopic(name, DEFAULT_PARTITIONS, Map.of());
    }
}
