package org.ordertracking.broker.log;

import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.Uuid;

/** A partition as the disk knows it: topics have ids there, no names. */
record PartitionKey(Uuid topicId, int partition) {

    static PartitionKey of(TopicIdPartition id) {
        return new PartitionKey(id.topicId(), id.partition());
    }
}
