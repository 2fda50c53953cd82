package org.ordertracking.broker.transaction;

import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.ProducerIdAndEpoch;

/**
 * Partitions join a producer's transaction, and open it if none is ongoing.
 *
 * @param version {@code transaction.version} of the client
 */
record AddPartitions(
        String transactionalId, ProducerIdAndEpoch producer, Set<TopicPartition> partitions, short version, long now)
        implements Operation {

    @Override
    public Transaction apply(Transaction before) {
        Ownership.require(transactionalId, producer, before);
        return before.isOngoing() && before.partitions().containsAll(partitions)
                ? before
                : before.withPartitions(partitions, version, now);
    }
}
