package org.ordertracking.broker.log;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.TransactionCoordinatorFencedException;

/**
 * The idempotent and transactional producers of one log. The rules are those of Kafka's {@code ProducerAppendInfo}: a batch continues its
 * producer's last sequence, or begins at 0 with a new epoch; anything goes for a producer that the log does not know (any more). A
 * transaction begins with its first batch, which the {@link TransactionGuard} has to know of, and ends with a marker.
 *
 * <p>Used by the log's thread only.
 */
final class ProducerStates {

    private final TopicIdPartition log;
    private final TransactionGuard guard;
    private final Map<Long, ProducerState> producers = new HashMap<>();

    /** Where the open transactions begin: no two begin at the same offset. */
    private final TreeSet<Long> transactionStarts = new TreeSet<>();

    ProducerStates(TopicIdPartition log, TransactionGuard guard) {
        this.log = log;
        this.guard = guard;
    }

    /** The remembered batch that a new one repeats, or {@code null}. */
    ProducerState.Batch duplicateOf(BatchHeader batch) {
        ProducerState state = producers.get(batch.producerId());
        return state == null ? null : state.find(batch.producerEpoch(), batch.baseSequence(), batch.lastSequence());
    }

    /**
     * Checks that a batch may follow what its producer has appended so far.
     *
     * @param marker what the batch says when it is a marker, else {@code null}
     * @throws InvalidProducerEpochException when a newer instance of the producer has taken over
     * @throws OutOfOrderSequenceException when batches are missing before this one, or it is repeated after more than five others
     * @throws InvalidTxnStateException when the batch would begin a transaction that is not open, or does not belong to the one that is
     * @throws TransactionCoordinatorFencedException when a newer coordinator has written a marker for the producer
     */
    void check(BatchHeader batch, EndMarker marker, AppendOrigin origin) {
        ProducerState state = producers.get(batch.producerId());
        if (state != null && batch.producerEpoch() < state.epoch()) {
            throw new InvalidProducerEpochException("Partition " + log + ": producer " + batch.producerId()
                    + " has epoch " + batch.producerEpoch() + ", but epoch " + state.epoch()
                    + " has appended already");
        }
        if (batch.isControl()) {
            checkCoordinator(batch, marker, state);
            return;
        }
        if (state != null && origin == AppendOrigin.CLIENT) {
            checkSequence(batch, state);
        }
        checkTransaction(batch, state);
    }

    private void checkCoordinator(BatchHeader batch, EndMarker marker, ProducerState state) {
        if (state != null && marker != null && marker.coordinatorEpoch() < state.coordinatorEpoch()) {
            throw new TransactionCoordinatorFencedException("Partition " + log + ": a marker of producer "
                    + batch.producerId() + " comes from coordinator epoch " + marker.coordinatorEpoch()
                    + ", but epoch " + state.coordinatorEpoch() + " has written one already");
        }
    }

    private void checkTransaction(BatchHeader batch, ProducerState state) {
        boolean open = state != null && state.hasOpenTransaction();
        if (open && !batch.isTransactional()) {
            throw new InvalidTxnStateException("Partition " + log + ": producer " + batch.producerId()
                    + " sent records outside of the transaction that it has open");
        }
        if (!open && batch.isTransactional() && !guard.isOngoing(log, batch.producerId(), batch.producerEpoch())) {
            throw new InvalidTxnStateException("Partition " + log + ": no transaction of producer "
                    + batch.producerId() + " with epoch " + batch.producerEpoch()
                    + " is open that the partition was added to");
        }
    }

    private void checkSequence(BatchHeader batch, ProducerState state) {
        int sequence = batch.baseSequence();
        if (batch.producerEpoch() != state.epoch()) {
            if (sequence != 0) {
                throw new OutOfOrderSequenceException("Partition " + log + ": producer " + batch.producerId()
                        + " begins epoch " + batch.producerEpoch() + " with sequence " + sequence + " in place of 0");
            }
        } else if (!follows(state.lastSequence(), sequence)) {
            throw new OutOfOrderSequenceException("Partition " + log + ": producer " + batch.producerId()
                    + " sent sequence " + sequence + " after " + state.lastSequence());
        }
    }

    private static boolean follows(int last, int next) {
        return next == last + 1L || next == 0 && last == Integer.MAX_VALUE;
    }

    /**
     * Takes note of a batch that is in the log.
     *
     * @param marker what the batch says when it is a marker, else {@code null}
     * @return the transaction that the batch aborts, or {@code null}
     */
    AbortedTransaction appended(BatchHeader batch, EndMarker marker, long now) {
        if (!batch.hasProducerId()) {
            return null;
        }
        long producerId = batch.producerId();
        ProducerState before = producers.get(producerId);
        if (marker == null) {
            if (!batch.isControl()) {
                put(producerId, before, ProducerState.after(before, batch, now));
            }
            return null;
        }
        put(producerId, before, ProducerState.after(before, batch, marker, now));
        if (marker.commit() || before == null || !before.hasOpenTransaction()) {
            return null;
        }
        return new AbortedTransaction(
                producerId,
                before.transactionStart(),
                batch.lastOffset(),
                firstUndecidedOffset(batch.lastOffset() + 1));
    }

    /** Where the oldest open transaction begins, or {@code end} when none is open. */
    long firstUndecidedOffset(long end) {
        return transactionStarts.isEmpty() ? end : transactionStarts.first();
    }

    private void put(long producerId, ProducerState before, ProducerState after) {
        if (before != null && before.hasOpenTransaction()) {
            transactionStarts.remove(before.transactionStart());
        }
        if (after.hasOpenTransaction()) {
            transactionStarts.add(after.transactionStart());
        }
        producers.put(producerId, after);
    }

    /** Those that are known, in no order. */
    List<ActiveProducer> active() {
        return producers.entrySet().stream()
                .map(entry -> new ActiveProducer(
                        entry.getKey(),
                        entry.getValue().epoch(),
                        entry.getValue().lastSequence(),
                        entry.getValue().lastTimestamp(),
                        entry.getValue().coordinatorEpoch(),
                        entry.getValue().transactionStart()))
                .toList();
    }

    /** Forgets producers that have been silent since a time, but for those that have a transaction open. */
    void expire(long lastAppendBefore) {
        producers.values().removeIf(state -> !state.hasOpenTransaction() && state.lastAppend() < lastAppendBefore);
    }

    void restore(long producerId, ProducerState state) {
        put(producerId, producers.get(producerId), state);
    }

    Map<Long, ProducerState> all() {
        return producers;
    }
}
