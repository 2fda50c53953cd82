package org.ordertracking.broker.transaction;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.utils.ProducerIdAndEpoch;

/**
 * Lets writes into partitions of a transaction. What a client of V1 has not added is refused; what a client of V2 writes to
 * is added (KIP-890). The last word has the log, which asks the {@link TransactionIndex} when a transaction begins in it.
 */
public final class TransactionAdmission {
    private final TransactionCoordinator coordinator;

    public TransactionAdmission(TransactionCoordinator coordinator) {
        this.coordinator = coordinator;
    }

    /** Whether a write to these partitions may go on at once, as all but the first of a transaction may. */
    public boolean isAdmitted(
            String transactionalId, ProducerIdAndEpoch producer, Collection<TopicPartition> partitions) {
        return coordinator.areInTransaction(transactionalId, producer, partitions);
    }

    /** Why a client that adds its partitions itself may not write to one, or {@code null} if it may. Does not wait. */
    public Throwable refusalOf(
            ClientSupport client, String transactionalId, ProducerIdAndEpoch producer, TopicPartition partition) {
        try {
            return coordinator.isInTransaction(transactionalId, producer, partition)
                    ? null
                    : client.translate(new TransactionAbortableException(
                            "%s was not added to the transaction of '%s'".formatted(partition, transactionalId)));
        } catch (ApiException refusal) {
            return client.translate(refusal);
        }
    }

    /** Adds the partitions; the stage fails with the exception that the client knows. */
    public CompletionStage<Void> add(
            String transactionalId, ProducerIdAndEpoch producer, Set<TopicPartition> partitions) {
        CompletionStage<Void> added;
        try {
            added = coordinator.addPartitions(transactionalId, producer, partitions, TransactionVersions.V2);
        } catch (ApiException refusal) {
            added = CompletableFuture.failedStage(refusal);
        }
        return added.exceptionally(failure -> {
            throw new CompletionException(ClientSupport.ADDED_BY_BROKER.translate(causeOf(failure)));
        });
    }

    /** Lets offsets of a transaction into a partition of {@code __consumer_offsets}. */
    public CompletionStage<Void> admitOffsets(
            TopicPartition partition, String transactionalId, long producerId, short producerEpoch, int version) {
        ClientSupport client = ClientSupport.ofOffsetCommit(version);
        ProducerIdAndEpoch producer = new ProducerIdAndEpoch(producerId, producerEpoch);
        if (client == ClientSupport.ADDED_BY_BROKER) {
            return add(transactionalId, producer, Set.of(partition));
        }
        Throwable refusal = refusalOf(client, transactionalId, producer, partition);
        return refusal == null ? CompletableFuture.completedStage(null) : CompletableFuture.failedStage(refusal);
    }

    private static Throwable causeOf(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
