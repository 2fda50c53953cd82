package org.ordertracking.broker.api.share;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.ordertracking.broker.topic.Partition;
import org.ordertracking.broker.topic.TopicRegistry;

/** Looks up what requests of share groups name by topic id and index. */
final class WantedPartition {

    private WantedPartition() {}

    /**
     * @throws UnknownTopicIdException if there is no such topic
     * @throws UnknownTopicOrPartitionException if the topic has no such partition
     */
    static Partition find(TopicRegistry topics, Uuid topic, int index) {
        return topics.byId(topic)
                .orElseThrow(() -> new UnknownTopicIdException("there is no topic with id " + topic))
                .partition(index)
                .orElseThrow(() ->
                        new UnknownTopicOrPartitionException("topic %s has no partition %d".formatted(topic, index)));
    }
}
