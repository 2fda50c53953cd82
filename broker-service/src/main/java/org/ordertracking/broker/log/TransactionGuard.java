package org.ordertracking.broker.log;

import org.apache.kafka.common.TopicIdPartition;

/**
 * Knows which transactions are open. A log asks before the first batch of a transaction enters it, on its own thread; whoever ends a
 * transaction closes it here before the markers are handed to the logs. So no batch can follow the marker of its transaction and stay
 * open for ever (the "hanging transaction" of KIP-890).
 */
@FunctionalInterface
public interface TransactionGuard {

    /** Nothing is ever open: transactional batches are refused. */
    TransactionGuard NONE_OPEN = (partition, producerId, producerEpoch) -> false;

    /**
     * Whether a partition belongs to a transaction that is open. Must answer from memory, without a lock that is held over I/O.
     */
    boolean isOngoing(TopicIdPartition partition, long producerId, short producerEpoch);
}
