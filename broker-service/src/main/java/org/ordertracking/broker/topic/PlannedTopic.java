package org.ordertracking.broker.topic;

import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.Uuid;

/**
 * A topic that passed every check, whether or not it exists by now.
 *
 * @param partitions how many
 */
public record PlannedTopic(String name, Uuid id, int partitions, TopicSettings settings) {

    TopicIdPartition partition(int index) {
        return new TopicIdPartition(id, index, name);
    }
}
