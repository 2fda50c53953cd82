package org.ordertracking.broker.transaction;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.utils.ProducerIdAndEpoch;
import org.apache.kafka.coordinator.transaction.TransactionState;

/**
 * What is known of one transactional id: which producer owns it and how far its transaction is. Immutable; each transition
 * makes the successor, which takes effect once its record is durable.
 *
 * <pre>
 *                 initialized                       initialized
 *                   ┌─────┐          ┌────────────────────────────────────────────┐
 *                   ▼     │          ▼                                            │
 *   created ──► EMPTY ────┘      (EMPTY)                                          │
 *                 │                                                               │
 *                 │ withPartitions                                                │
 *                 ▼                                                               │
 *              ONGOING ── prepared(commit) ──► PREPARE_COMMIT ── completed ──► COMPLETE_COMMIT ─┐
 *               │ ▲                                                               │             │
 *               │ └──────────────────── withPartitions ───────────────────────────┤             │ expired
 *               │                                                                 │             ▼
 *               └─ prepared(abort), fenced ──► PREPARE_ABORT ─── completed ──► COMPLETE_ABORT ─► DEAD
 * </pre>
 *
 * EMPTY expires too. A client of transactions V2 (KIP-890) may abort when nothing is ongoing, which bumps its epoch: from
 * EMPTY and the COMPLETE states there is a {@code prepared(abort)} too. Which transition a request leads to is decided by
 * the {@link Operation}s.
 *
 * @param producerId the producer that owns the id
 * @param previousProducerId the one before it, if its epochs were used up, or −1: a request repeated across the change
 *     names it
 * @param nextProducerId the one that takes over when the transaction is complete, since the epochs are used up, or −1
 * @param producerEpoch epoch of the producer; an older one is fenced
 * @param lastProducerEpoch the epoch before, if the producer itself bumped it, or −1. As in Kafka it is not in the log, so
 *     after a restart a repeated bump is taken for a fenced producer's
 * @param timeoutMillis how long a transaction may be open
 * @param partitions partitions in the transaction, those of {@code __consumer_offsets} included
 * @param startedAt when the first partition was added, in milliseconds, or −1
 * @param updatedAt time of the last change in milliseconds
 * @param clientVersion {@code transaction.version} that the client used for the last change
 */
public record Transaction(
        String transactionalId,
        long producerId,
        long previousProducerId,
        long nextProducerId,
        short producerEpoch,
        short lastProducerEpoch,
        int timeoutMillis,
        TransactionState state,
        Set<TopicPartition> partitions,
        long startedAt,
        long updatedAt,
        short clientVersion) {

    static final long NOT_STARTED = -1;

    /** A producer with this epoch gets no other of the same id: the last one is kept for fencing it. */
    private static final short LAST_EPOCH_FOR_CLIENTS = Short.MAX_VALUE - 1;

    public Transaction {
        partitions = Collections.unmodifiableSet(partitions);
    }

    /** The first state of a transactional id. */
    static Transaction created(String transactionalId, long producerId, int timeoutMillis, long now) {
        return new Transaction(
                transactionalId,
                producerId,
                RecordBatch.NO_PRODUCER_ID,
                RecordBatch.NO_PRODUCER_ID,
                (short) 0,
                RecordBatch.NO_PRODUCER_EPOCH,
                timeoutMillis,
                TransactionState.EMPTY,
                Set.of(),
                NOT_STARTED,
                now,
                TransactionVersions.V0);
    }

    /**
     * Another instance of the producer takes over, or the same one goes on after an error.
     *
     * @param producer its identity from now on
     * @param lastEpoch the epoch that a repetition of the request names, or −1
     */
    Transaction initialized(ProducerIdAndEpoch producer, short lastEpoch, int newTimeoutMillis, long now) {
        requireState(TransactionState.EMPTY);
        return new Transaction(
                transactionalId,
                producer.producerId,
                producer.producerId == producerId ? previousProducerId : producerId,
                RecordBatch.NO_PRODUCER_ID,
                producer.epoch,
                lastEpoch,
                newTimeoutMillis,
                TransactionState.EMPTY,
                Set.of(),
                NOT_STARTED,
                now,
                clientVersion);
    }

    /** Partitions join the transaction; the first ones open it. */
    Transaction withPartitions(Set<TopicPartition> added, short version, long now) {
        requireState(TransactionState.ONGOING);
        Set<TopicPartition> all = new HashSet<>(partitions);
        all.addAll(added);
        long start = state == TransactionState.ONGOING ? startedAt : now;
        return next(
                TransactionState.ONGOING, producerEpoch, lastProducerEpoch, nextProducerId, all, start, now, version);
    }

    /**
     * It is decided how the transaction ends. With V2 the producer's epoch goes up, so that whatever it sent before is
     * fenced by the markers.
     *
     * @param successorId the producer id that takes over because the epochs are used up, or −1
     */
    Transaction prepared(boolean commit, short version, long successorId, long now) {
        TransactionState prepared = commit ? TransactionState.PREPARE_COMMIT : TransactionState.PREPARE_ABORT;
        requireState(prepared);
        boolean bumps = TransactionVersions.bumpsEpoch(version);
        return next(
                prepared,
                bumps ? (short) (producerEpoch + 1) : producerEpoch,
                bumps ? producerEpoch : lastProducerEpoch,
                successorId,
                partitions,
                state == TransactionState.ONGOING ? startedAt : now,
                now,
                version);
    }

    /** An abort that the producer did not ask for: its epoch is bumped, so that it is fenced. */
    Transaction fenced(long now) {
        return prepared(false, TransactionVersions.V2, RecordBatch.NO_PRODUCER_ID, now);
    }

    /** Every partition has its marker. */
    Transaction completed(long now) {
        TransactionState complete = state == TransactionState.PREPARE_COMMIT
                ? TransactionState.COMPLETE_COMMIT
                : TransactionState.COMPLETE_ABORT;
        requireState(complete);
        ProducerIdAndEpoch successor = afterCompletion();
        return new Transaction(
                transactionalId,
                successor.producerId,
                successor.producerId == producerId ? previousProducerId : producerId,
                RecordBatch.NO_PRODUCER_ID,
                successor.epoch,
                lastProducerEpoch,
                timeoutMillis,
                complete,
                Set.of(),
                startedAt,
                now,
                clientVersion);
    }

    /** The transactional id is forgotten. */
    Transaction expired() {
        requireState(TransactionState.DEAD);
        return next(
                TransactionState.DEAD,
                producerEpoch,
                lastProducerEpoch,
                nextProducerId,
                Set.of(),
                startedAt,
                updatedAt,
                clientVersion);
    }

    /** Who the producer is once a prepared transaction is complete. */
    ProducerIdAndEpoch afterCompletion() {
        return nextProducerId == RecordBatch.NO_PRODUCER_ID
                ? producer()
                : new ProducerIdAndEpoch(nextProducerId, (short) 0);
    }

    public ProducerIdAndEpoch producer() {
        return new ProducerIdAndEpoch(producerId, producerEpoch);
    }

    /** Whether it is decided how the transaction ends, but markers may be missing. */
    public boolean isPrepared() {
        return state == TransactionState.PREPARE_COMMIT || state == TransactionState.PREPARE_ABORT;
    }

    boolean isOngoing() {
        return state == TransactionState.ONGOING;
    }

    boolean commits() {
        return state == TransactionState.PREPARE_COMMIT;
    }

    boolean isEpochExhausted() {
        return isExhausted(producerEpoch);
    }

    static boolean isExhausted(short epoch) {
        return epoch >= LAST_EPOCH_FOR_CLIENTS;
    }

    /** Whether a batch of that producer belongs to this transaction as it is now. */
    boolean covers(TopicPartition partition, short epoch) {
        return state == TransactionState.ONGOING && producerEpoch == epoch && partitions.contains(partition);
    }

    private void requireState(TransactionState successor) {
        if (!successor.validPreviousStates().contains(state)) {
            throw new IllegalStateException(
                    "transactional id '%s' cannot go from %s to %s".formatted(transactionalId, state, successor));
        }
    }

    private Transaction next(
            TransactionState successor,
            short epoch,
            short lastEpoch,
            long successorId,
            Set<TopicPartition> members,
            long start,
            long now,
            short version) {
        return new Transaction(
                transactionalId,
                producerId,
                previousProducerId,
                successorId,
                epoch,
                lastEpoch,
                timeoutMillis,
                successor,
                members,
                start,
                now,
                version);
    }
}
