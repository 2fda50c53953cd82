package org.ordertracking.broker.transaction;

import org.apache.kafka.common.errors.ConcurrentTransactionsException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.utils.ProducerIdAndEpoch;

/** Whether a producer may work in the transaction of its transactional id. */
final class Ownership {

    private Ownership() {}

    /**
     * @throws InvalidPidMappingException when the id is unknown or another producer's
     * @throws ProducerFencedException when the producer's epoch is not the current one
     * @throws ConcurrentTransactionsException while the transaction before is being completed
     */
    static void require(String transactionalId, ProducerIdAndEpoch producer, Transaction transaction) {
        if (transaction != null && transaction.isPrepared() && transaction.nextProducerId() == producer.producerId) {
            // The client was told its new id by the answer to EndTxn.
            throw beingCompleted(transaction);
        }
        requireProducerId(transactionalId, producer.producerId, transaction);
        if (transaction.producerEpoch() != producer.epoch) {
            throw fenced(producer, transaction);
        }
        if (transaction.isPrepared()) {
            throw beingCompleted(transaction);
        }
    }

    static void requireProducerId(String transactionalId, long producerId, Transaction transaction) {
        if (transaction == null) {
            throw new InvalidPidMappingException(
                    "no producer has initialized transactional id '%s'; send InitProducerId first"
                            .formatted(transactionalId));
        }
        if (transaction.producerId() != producerId) {
            throw new InvalidPidMappingException("transactional id '%s' belongs to producer %d, not %d"
                    .formatted(transactionalId, transaction.producerId(), producerId));
        }
    }

    static ProducerFencedException fenced(ProducerIdAndEpoch producer, Transaction transaction) {
        return new ProducerFencedException("producer %d with epoch %d is fenced: transactional id '%s' is at epoch %d"
                .formatted(
                        producer.producerId,
                        producer.epoch,
                        transaction.transactionalId(),
                        transaction.producerEpoch()));
    }

    static ConcurrentTransactionsException beingCompleted(Transaction transaction) {
        return new ConcurrentTransactionsException(
                "the last transaction of '%s' is being completed; try again".formatted(transaction.transactionalId()));
    }
}
