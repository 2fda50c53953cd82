package org.ordertracking.broker.api.records;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ConcurrentTransactionsException;
import org.apache.kafka.common.errors.CoordinatorNotAvailableException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.utils.ProducerIdAndEpoch;
import org.ordertracking.broker.api.Responses;
import org.ordertracking.broker.log.AppendOrigin;
import org.ordertracking.broker.log.Appended;
import org.ordertracking.broker.log.Durability;
import org.ordertracking.broker.topic.Partition;
import org.ordertracking.broker.transaction.ClientSupport;
import org.ordertracking.broker.transaction.TransactionAdmission;

/**
 * The appends of one produce request with a transactional id: gathered first, so that its partitions are added in one go,
 * then run.
 */
final class TransactionalAppends implements ProduceHandler.Appends {
    private final TransactionalWrites writes;
    private final TransactionAdmission admission;
    private final String transactionalId;
    private final ClientSupport client;
    private final Durability durability;
    private final List<Gathered> gathered = new ArrayList<>(1);
    private ProducerIdAndEpoch producer;
    private boolean severalProducers;

    TransactionalAppends(
            TransactionalWrites writes,
            TransactionAdmission admission,
            String transactionalId,
            ClientSupport client,
            Durability durability) {
        this.writes = writes;
        this.admission = admission;
        this.transactionalId = transactionalId;
        this.client = client;
        this.durability = durability;
    }

    @Override
    public CompletionStage<Appended> append(Partition target, MemoryRecords records) {
        RecordBatch first = records.firstBatch();
        if (first == null || !first.isTransactional()) {
            return target.log().append(records, AppendOrigin.CLIENT, durability);
        }
        if (producer == null) {
            producer = new ProducerIdAndEpoch(first.producerId(), first.producerEpoch());
        } else if (producer.producerId != first.producerId() || producer.epoch != first.producerEpoch()) {
            severalProducers = true;
        }
        Gathered append = new Gathered(target, records, new CompletableFuture<>());
        gathered.add(append);
        return append.result;
    }

    /** Hands on what was gathered, now or when its partitions are in the transaction. */
    void run() {
        if (gathered.isEmpty()) {
            return;
        }
        if (severalProducers) {
            Throwable refusal = new InvalidPidMappingException("records of one transaction have several producer ids");
            conclude(partition -> refusal);
        } else if (client != ClientSupport.ADDED_BY_BROKER) {
            conclude(partition -> refusalOf(admission.refusalOf(client, transactionalId, producer, partition)));
        } else if (!writes.isWaiting(producer) && admission.isAdmitted(transactionalId, producer, partitions())) {
            conclude(partition -> null);
        } else {
            writes.inOrder(producer, this::addAndConclude).whenComplete((concluded, failure) -> {
                if (failure != null) {
                    Throwable refusal = refusalOf(Responses.cause(failure));
                    conclude(partition -> refusal);
                }
            });
        }
    }

    private CompletionStage<Void> addAndConclude() {
        return admission.add(transactionalId, producer, partitions()).handle((added, failure) -> {
            Throwable refusal = failure == null ? null : refusalOf(Responses.cause(failure));
            conclude(partition -> refusal);
            return null;
        });
    }

    private void conclude(Function<TopicPartition, Throwable> refusals) {
        for (Gathered append : gathered) {
            Throwable refusal = refusals.apply(append.partition());
            if (refusal == null) {
                append.run(durability);
            } else {
                append.result.completeExceptionally(refusal);
            }
        }
    }

    private Set<TopicPartition> partitions() {
        if (gathered.size() == 1) {
            return Set.of(gathered.get(0).partition());
        }
        Set<TopicPartition> partitions = new HashSet<>();
        gathered.forEach(append -> partitions.add(append.partition()));
        return partitions;
    }

    /**
     * What a producer retries in any version: older ones do not expect the coordinator's errors here. A client of V2 knows
     * that the transaction before may still be on its way.
     */
    private Throwable refusalOf(Throwable failure) {
        boolean passing = failure instanceof CoordinatorNotAvailableException
                || failure instanceof ConcurrentTransactionsException && client != ClientSupport.ADDED_BY_BROKER;
        return passing
                ? new NotEnoughReplicasException(
                        "cannot tell whether the partition is in the transaction: " + failure.getMessage())
                : failure;
    }

    private record Gathered(Partition target, MemoryRecords records, CompletableFuture<Appended> result) {

        private TopicPartition partition() {
            return target.id().topicPartition();
        }

        private void run(Durability durability) {
            CompletionStage<Appended> appended;
            try {
                appended = target.log().append(records, AppendOrigin.CLIENT, durability);
            } catch (RuntimeException refusal) {
                result.completeExceptionally(refusal);
                return;
            }
            appended.whenComplete((done, failure) -> {
                if (failure == null) {
                    result.complete(done);
                } else {
                    result.completeExceptionally(failure);
                }
            });
        }
    }
}
