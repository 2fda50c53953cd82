package org.ordertracking.broker.transaction;

import org.apache.kafka.common.errors.ConcurrentTransactionsException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.utils.ProducerIdAndEpoch;

/**
 * A producer claims a transactional id (InitProducerId). One that claims it anew fences all others; one that goes on after
 * an error (KIP-360) says who it is and is fenced itself if that is out of date.
 *
 * <p>An ongoing transaction is aborted first, with an epoch that no client gets; the client has to ask again.
 *
 * @param expected who the producer says it is, or {@code null} if it claims the id anew
 * @param spareProducerId a fresh id for the case that one is needed, or −1
 */
record InitializeProducer(
        String transactionalId, int timeoutMillis, ProducerIdAndEpoch expected, long spareProducerId, long now)
        implements Operation {

    /** Whether a fresh producer id may be needed. */
    static boolean needsProducerId(Transaction before) {
        return before == null || before.isEpochExhausted();
    }

    @Override
    public Transaction apply(Transaction before) {
        if (before == null) {
            return Transaction.created(transactionalId, freshProducerId(), timeoutMillis, now);
        }
        if (expected != null && !isKnown(before)) {
            throw fenced(before);
        }
        return switch (before.state()) {
            case PREPARE_COMMIT, PREPARE_ABORT ->
                throw new ConcurrentTransactionsException(
                        "the last transaction of '%s' is being completed; try again".formatted(transactionalId));
            case ONGOING -> before.fenced(now);
            case EMPTY, COMPLETE_COMMIT, COMPLETE_ABORT -> claim(before);
            case DEAD, PREPARE_EPOCH_FENCE ->
                throw new IllegalStateException("'%s' is %s".formatted(transactionalId, before.state()));
        };
    }

    private boolean isKnown(Transaction before) {
        return expected.producerId == before.producerId()
                // The repetition of a request that was answered with a new producer id, but the answer was lost.
                || expected.producerId == before.previousProducerId() && Transaction.isExhausted(expected.epoch);
    }

    private Transaction claim(Transaction before) {
        boolean anew = expected == null;
        boolean current = !anew && expected.epoch == before.producerEpoch();
        // Whoever else had claimed the id since would have taken the last epoch away.
        boolean repetition = !anew && expected.epoch == before.lastProducerEpoch();
        if (!anew && !current && !repetition) {
            throw fenced(before);
        }
        short lastEpoch = anew ? RecordBatch.NO_PRODUCER_EPOCH : expected.epoch;
        if (repetition && !current && before.producerEpoch() != Short.MAX_VALUE) {
            return before.initialized(before.producer(), lastEpoch, timeoutMillis, now);
        }
        ProducerIdAndEpoch next = before.isEpochExhausted()
                ? new ProducerIdAndEpoch(freshProducerId(), (short) 0)
                : new ProducerIdAndEpoch(before.producerId(), (short) (before.producerEpoch() + 1));
        return before.initialized(next, lastEpoch, timeoutMillis, now);
    }

    private long freshProducerId() {
        if (spareProducerId == RecordBatch.NO_PRODUCER_ID) {
            throw new ConcurrentTransactionsException(
                    "'%s' changed while it was being initialized; try again".formatted(transactionalId));
        }
        return spareProducerId;
    }

    private ProducerFencedException fenced(Transaction before) {
        return new ProducerFencedException(
                "producer %d with epoch %d is fenced: '%s' belongs to producer %d with epoch %d"
                        .formatted(
                                expected.producerId,
                                expected.epoch,
                                transactionalId,
                                before.producerId(),
                                before.producerEpoch()));
    }
}
