package org.ordertracking.broker.group;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.storage.internals.log.LogConfig;
import org.ordertracking.broker.topic.NewTopic;
import org.ordertracking.broker.topic.Partition;
import org.ordertracking.broker.topic.TopicRegistry;

/** The {@code __consumer_offsets} topic, in which groups and committed offsets live. */
final class OffsetsTopic {
    private final org.ordertracking.broker.topic.Topic topic;

    private OffsetsTopic(org.ordertracking.broker.topic.Topic topic) {
        this.topic = topic;
    }

    /**
     * Finds the topic, or makes it at the first start.
     *
     * @param partitions how many a new one gets; an existing one keeps its number, since groups are found by it
     */
    static OffsetsTopic open(TopicRegistry topics, int partitions, Map<String, String> configs) {
        NewTopic wanted = new NewTopic(Topic.GROUP_METADATA_TOPIC_NAME, partitions, configs);
        return new OffsetsTopic(topics.getOrCreate(wanted).toCompletableFuture().join());
    }

    static Map<String, String> configs(int segmentBytes) {
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT,
                TopicConfig.SEGMENT_BYTES_CONFIG,
                String.valueOf(segmentBytes));
    }

    int partitions() {
        return topic.partitions().size();
    }

    Partition partition(TopicPartition id) {
        return topic.partition(id.partition())
                .orElseThrow(() -> new IllegalArgumentException("no partition " + id + " of " + partitions()));
    }

    LogConfig config() {
        return topic.settings().effective();
    }
}
