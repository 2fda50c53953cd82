package org.ordertracking.broker.topic;

import org.apache.kafka.common.TopicIdPartition;
import org.ordertracking.broker.log.PartitionLog;

/** One partition: its log, and who waits for it to grow. */
public record Partition(TopicIdPartition id, PartitionLog log, AppendWatchers watchers) {

    /** The one leader epoch there is: a node without replicas never has an election. */
    public static final int LEADER_EPOCH = 0;

    public int index() {
        return id.partition();
    }
}
