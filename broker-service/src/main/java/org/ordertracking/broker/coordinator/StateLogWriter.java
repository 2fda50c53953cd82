package org.ordertracking.broker.coordinator;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.coordinator.common.runtime.PartitionWriter;
import org.apache.kafka.storage.internals.log.LogConfig;
import org.apache.kafka.storage.internals.log.VerificationGuard;
import org.ordertracking.broker.log.AppendOrigin;
import org.ordertracking.broker.log.Appended;
import org.ordertracking.broker.log.Durability;
import org.ordertracking.broker.log.PartitionLog;

/**
 * Writes a coordinator's records to the topic that its state lives in.
 *
 * <p>An append returns when the records are on the disk, and the coordinator answers its clients after that: a group's
 * state, a committed offset and an acknowledgement survive a power cut. The coordinator gathers what comes in within its linger time into
 * one append, and the sync is shared with all other appends, so waiting here costs latency, not throughput.
 *
 * <p>The coordinator's contract would let an append return once it is written and tell of the high watermark later. That is not done: a
 * {@link PartitionWriter.Listener} hears of a higher watermark only, not of a sync that fails afterwards, whereas an append that throws is
 * known to have failed. What would become of the requests and the replayed state in between has not been tested.
 */
public final class StateLogWriter implements PartitionWriter {
    private final StateTopic topic;
    private final TransactionVerifier transactions;
    private final Map<TopicPartition, Listener> listeners = new ConcurrentHashMap<>();

    /** For a coordinator that writes outside of transactions only. */
    public StateLogWriter(StateTopic topic) {
        this(topic, TransactionVerifier.NO_TRANSACTIONS);
    }

    /**
     * @param transactions asked before records of a transaction are written
     */
    public StateLogWriter(StateTopic topic, TransactionVerifier transactions) {
        this.topic = topic;
        this.transactions = transactions;
    }

    @Override
    public void registerListener(TopicPartition partition, Listener listener) {
        listeners.put(partition, listener);
    }

    @Override
    public void deregisterListener(TopicPartition partition, Listener listener) {
        listeners.remove(partition, listener);
    }

    @Override
    public LogConfig config(TopicPartition partition) {
        return topic.config();
    }

    @Override
    public long append(TopicPartition partition, VerificationGuard guard, MemoryRecords records) {
        PartitionLog log = topic.partition(partition).log();
        try {
            Appended appended = log.append(records, AppendOrigin.COORDINATOR, Durability.SYNCED)
                    .toCompletableFuture()
                    .join();
            long endOffset = appended.lastOffset() + 1;
            Listener listener = listeners.get(partition);
            if (listener != null) {
                listener.onHighWatermarkUpdated(partition, endOffset);
            }
            return endOffset;
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof KafkaException known
                    ? known
                    : new KafkaStorageException("cannot append to " + partition, failure.getCause());
        }
    }

    @Override
    public CompletableFuture<VerificationGuard> maybeStartTransactionVerification(
            TopicPartition partition, String transactionalId, long producerId, short producerEpoch, int apiVersion) {
        // The log itself refuses what does not belong to an open transaction, so there is no token to hand back.
        return transactions
                .admit(partition, transactionalId, producerId, producerEpoch, apiVersion)
                .thenApply(admitted -> VerificationGuard.SENTINEL)
                .toCompletableFuture();
    }

    @Override
    public CompletableFuture<Void> deleteRecords(TopicPartition partition, long beforeOffset) {
        return topic.partition(partition)
                .log()
                .deleteRecordsBefore(beforeOffset)
                .<Void>thenApply(logStart -> null)
                .toCompletableFuture();
    }
}
