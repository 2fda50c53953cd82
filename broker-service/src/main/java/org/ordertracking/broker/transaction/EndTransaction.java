package org.ordertracking.broker.transaction;

import org.apache.kafka.common.errors.ConcurrentTransactionsException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.utils.ProducerIdAndEpoch;

/**
 * A producer commits or aborts (EndTxn). The outcome is decided once this change is durable.
 *
 * <p>With V2 the epoch tells a repetition from the next request: the first one bumped it. A repetition of what is complete
 * is answered as the first time; a client of V2 may also abort when nothing is ongoing, to have its epoch bumped.
 *
 * @param version {@code transaction.version} of the client
 * @param spareProducerId a fresh id for the case that the epochs are used up, or −1
 */
record EndTransaction(
        String transactionalId,
        ProducerIdAndEpoch producer,
        boolean commit,
        short version,
        long spareProducerId,
        long now)
        implements Operation {

    /** Whether a fresh producer id may be needed. */
    static boolean needsProducerId(Transaction before, short version) {
        return before != null && TransactionVersions.bumpsEpoch(version) && before.isEpochExhausted();
    }

    @Override
    public Transaction apply(Transaction before) {
        return TransactionVersions.bumpsEpoch(version) ? endWithBump(before) : endWithoutBump(before);
    }

    private Transaction endWithoutBump(Transaction before) {
        Ownership.requireProducerId(transactionalId, producer.producerId, before);
        if (producer.epoch != before.producerEpoch()) {
            throw Ownership.fenced(producer, before);
        }
        return switch (before.state()) {
            case ONGOING -> before.prepared(commit, version, RecordBatch.NO_PRODUCER_ID, now);
            case COMPLETE_COMMIT -> repeated(before, commit);
            case COMPLETE_ABORT -> repeated(before, !commit);
            case PREPARE_COMMIT -> throw commit ? Ownership.beingCompleted(before) : notPossible(before);
            case PREPARE_ABORT -> throw commit ? notPossible(before) : Ownership.beingCompleted(before);
            case EMPTY -> throw notPossible(before);
            case DEAD, PREPARE_EPOCH_FENCE ->
                throw new IllegalStateException("'%s' is %s".formatted(transactionalId, before.state()));
        };
    }

    private Transaction endWithBump(Transaction before) {
        boolean acrossOverflow = isRepetitionAcrossOverflow(before);
        if (!acrossOverflow) {
            Ownership.requireProducerId(transactionalId, producer.producerId, before);
        }
        boolean bumpedBefore = before.producerEpoch() == producer.epoch + 1;
        boolean current = before.producerEpoch() == producer.epoch;
        boolean repetition = bumpedBefore || acrossOverflow;
        boolean valid = switch (before.state()) {
            case PREPARE_COMMIT, PREPARE_ABORT -> bumpedBefore;
            // The last epoch is given to no client: the producer was fenced and has to claim the id anew.
            case COMPLETE_COMMIT, COMPLETE_ABORT ->
                before.producerEpoch() != Short.MAX_VALUE && (repetition || current);
            default -> current;
        };
        if (!valid) {
            throw Ownership.fenced(producer, before);
        }
        return switch (before.state()) {
            case ONGOING -> prepared(before);
            case COMPLETE_COMMIT -> repetition ? repeated(before, commit) : abortedForItsEpoch(before);
            case COMPLETE_ABORT -> repetition ? repeated(before, !commit) : abortedForItsEpoch(before);
            case EMPTY -> abortedForItsEpoch(before);
            case PREPARE_COMMIT -> throw commit ? Ownership.beingCompleted(before) : notPossible(before);
            case PREPARE_ABORT -> throw commit ? notPossible(before) : Ownership.beingCompleted(before);
            case DEAD, PREPARE_EPOCH_FENCE ->
                throw new IllegalStateException("'%s' is %s".formatted(transactionalId, before.state()));
        };
    }

    /** The first request used up the producer id, and the client does not know the new one yet. */
    private boolean isRepetitionAcrossOverflow(Transaction before) {
        return before != null
                && before.previousProducerId() == producer.producerId
                && producer.epoch == Short.MAX_VALUE - 1
                && before.producerEpoch() == 0;
    }

    private Transaction repeated(Transaction before, boolean sameOutcome) {
        if (!sameOutcome) {
            throw notPossible(before);
        }
        return before;
    }

    private Transaction abortedForItsEpoch(Transaction before) {
        if (commit) {
            throw notPossible(before);
        }
        return prepared(before);
    }

    private Transaction prepared(Transaction before) {
        if (!before.isEpochExhausted()) {
            return before.prepared(commit, version, RecordBatch.NO_PRODUCER_ID, now);
        }
        if (spareProducerId == RecordBatch.NO_PRODUCER_ID) {
            throw new ConcurrentTransactionsException(
                    "'%s' changed while it was being ended; try again".formatted(transactionalId));
        }
        return before.prepared(commit, version, spareProducerId, now);
    }

    private InvalidTxnStateException notPossible(Transaction before) {
        return new InvalidTxnStateException("cannot %s the transaction of '%s', which is %s"
                .formatted(
                        commit ? "commit" : "abort",
                        transactionalId,
                        before.state().stateName()));
    }
}
