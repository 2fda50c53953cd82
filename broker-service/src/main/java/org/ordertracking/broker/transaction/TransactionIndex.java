package org.ordertracking.broker.transaction;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.coordinator.transaction.TransactionState;
import org.ordertracking.broker.log.TransactionGuard;

/**
 * The transactions as the log tells of them, by transactional id and by producer id. {@link #replay} is the only way to
 * change it; any thread may look, without waiting.
 */
public final class TransactionIndex implements TransactionGuard {
    private final Map<String, Transaction> byTransactionalId = new ConcurrentHashMap<>();
    private final Map<Long, Transaction> byProducerId = new ConcurrentHashMap<>();

    /** The state of a transactional id, or {@code null}. */
    Transaction find(String transactionalId) {
        return byTransactionalId.get(transactionalId);
    }

    Collection<Transaction> all() {
        return Collections.unmodifiableCollection(byTransactionalId.values());
    }

    /**
     * Takes in a record that is durable. Records of one id come one after the other.
     *
     * @param transaction {@code null} or dead when the id was forgotten
     */
    void replay(String transactionalId, Transaction transaction) {
        boolean forgotten = transaction == null || transaction.state() == TransactionState.DEAD;
        Transaction before = forgotten
                ? byTransactionalId.remove(transactionalId)
                : byTransactionalId.put(transactionalId, transaction);
        if (!forgotten) {
            byProducerId.put(transaction.producerId(), transaction);
        }
        if (before != null && (forgotten || before.producerId() != transaction.producerId())) {
            byProducerId.remove(before.producerId());
        }
    }

    @Override
    public boolean isOngoing(TopicIdPartition partition, long producerId, short producerEpoch) {
        Transaction transaction = byProducerId.get(producerId);
        return transaction != null && transaction.covers(partition.topicPartition(), producerEpoch);
    }
}
