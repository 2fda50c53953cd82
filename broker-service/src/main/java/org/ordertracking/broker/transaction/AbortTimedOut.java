package org.ordertracking.broker.transaction;

import org.apache.kafka.common.errors.InvalidTxnStateException;

/**
 * A transaction was open for too long: it is aborted and its producer fenced.
 *
 * @param timedOut the transaction as it was when its time ran out
 */
record AbortTimedOut(Transaction timedOut, long now) implements Operation {

    @Override
    public Transaction apply(Transaction before) {
        if (before == null
                || !before.isOngoing()
                || before.startedAt() != timedOut.startedAt()
                || !before.producer().equals(timedOut.producer())) {
            throw new InvalidTxnStateException(
                    "the transaction of '%s' has ended meanwhile".formatted(timedOut.transactionalId()));
        }
        return before.fenced(now);
    }
}
