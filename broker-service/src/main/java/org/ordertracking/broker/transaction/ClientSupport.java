package org.ordertracking.broker.transaction;

import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TransactionAbortableException;

/** What a client that writes in a transaction understands, by the version of its request (KIP-890). */
public enum ClientSupport {

    /** Adds partitions itself and knows the errors of old. */
    FIRST_ERRORS,

    /** Adds partitions itself and knows TRANSACTION_ABORTABLE. */
    ABORTABLE_ERROR,

    /** Leaves it to the broker to add partitions: transactions V2. */
    ADDED_BY_BROKER;

    private static final short PRODUCE_ABORTABLE = 11;
    private static final short PRODUCE_ADDED = 12;
    private static final short OFFSET_COMMIT_ABORTABLE = 4;
    private static final short OFFSET_COMMIT_ADDED = 5;

    public static ClientSupport ofProduce(int version) {
        return version >= PRODUCE_ADDED
                ? ADDED_BY_BROKER
                : version >= PRODUCE_ABORTABLE ? ABORTABLE_ERROR : FIRST_ERRORS;
    }

    public static ClientSupport ofOffsetCommit(int version) {
        return version >= OFFSET_COMMIT_ADDED
                ? ADDED_BY_BROKER
                : version >= OFFSET_COMMIT_ABORTABLE ? ABORTABLE_ERROR : FIRST_ERRORS;
    }

    /** The failure as such a client knows it when it writes: a fenced producer hears of its epoch. */
    Throwable translate(Throwable failure) {
        if (failure instanceof ProducerFencedException) {
            return new InvalidProducerEpochException(failure.getMessage());
        }
        if (failure instanceof TransactionAbortableException && this == FIRST_ERRORS) {
            return new InvalidTxnStateException(failure.getMessage());
        }
        return failure;
    }
}
