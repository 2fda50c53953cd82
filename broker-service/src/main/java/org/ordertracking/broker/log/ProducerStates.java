package org.ordertracking.broker.log;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;

/**
 * The idempotent producers of one log. The rules are those of Kafka's {@code ProducerAppendInfo}: a batch continues its producer's last
 * sequence, or begins at 0 with a new epoch; anything goes for a producer that the log does not know (any more).
 *
 * <p>Used by the log's thread only.
 */
final class ProducerStates {

    private final Object log;
    private final Map<Long, ProducerState> producers = new HashMap<>();

    /** @param log what error messages call the log */
    ProducerStates(Object log) {
        this.log = log;
    }

    /** The remembered batch that a new one repeats, or {@code null}. */
    ProducerState.Batch duplicateOf(BatchHeader batch) {
        ProducerState state = producers.get(batch.producerId());
        return state == null ? null : state.find(batch.producerEpoch(), batch.baseSequence(), batch.lastSequence());
    }

    /**
     * Checks that a batch may follow what its producer has appended so far.
     *
     * @throws InvalidProducerEpochException when a newer instance of the producer has taken over
     * @throws OutOfOrderSequenceException when batches are missing before this one, or it is repeated after more than five others
     */
    void check(BatchHeader batch, AppendOrigin origin) {
        ProducerState state = producers.get(batch.producerId());
        if (state == null) {
            return;
        }
        short epoch = batch.producerEpoch();
        if (epoch < state.epoch()) {
            throw new InvalidProducerEpochException("Partition " + log + ": producer " + batch.producerId()
                    + " has epoch " + epoch + ", but epoch " + state.epoch() + " has appended already");
        }
        if (origin == AppendOrigin.CLIENT) {
            checkSequence(batch, state);
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

    /** Takes note of a batch that is in the log. */
    void appended(BatchHeader batch, long now) {
        if (batch.hasProducerId()) {
            producers.compute(batch.producerId(), (id, before) -> ProducerState.after(before, batch, now));
        }
    }

    /** Those that are known, in no order. */
    List<ActiveProducer> active() {
        return producers.entrySet().stream()
                .map(entry -> new ActiveProducer(
                        entry.getKey(),
                        entry.getValue().epoch(),
                        entry.getValue().lastSequence(),
                        entry.getValue().lastTimestamp()))
                .toList();
    }

    /** Forgets producers that have been silent since a time. */
    void expire(long lastAppendBefore) {
        producers.values().removeIf(state -> state.lastAppend() < lastAppendBefore);
    }

    void restore(long producerId, ProducerState state) {
        producers.put(producerId, state);
    }

    Map<Long, ProducerState> all() {
        return producers;
    }
}
