package org.ordertracking.broker.api.records;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.ProducerIdAndEpoch;
import org.ordertracking.broker.log.Durability;
import org.ordertracking.broker.transaction.ClientSupport;
import org.ordertracking.broker.transaction.Sequencer;
import org.ordertracking.broker.transaction.TransactionAdmission;

/**
 * Brings the produce requests of transactional producers to the logs in the order in which they came.
 *
 * <p>A producer of transactions V2 has several requests on their way, and the first one that writes to a partition waits
 * until the partition is in the transaction, which takes a write to the disk. Whatever the producer sends meanwhile has to
 * wait behind it, or it would overtake: sequences would arrive out of order. All others, nearly every request, go on at
 * once.
 */
final class TransactionalWrites {
    private final TransactionAdmission admission;
    private final Sequencer<Long> waiting = new Sequencer<>();

    TransactionalWrites(TransactionAdmission admission) {
        this.admission = admission;
    }

    /** The appends of one request. */
    TransactionalAppends begin(String transactionalId, short version, Durability durability) {
        return new TransactionalAppends(this, admission, transactionalId, ClientSupport.ofProduce(version), durability);
    }

    boolean isWaiting(ProducerIdAndEpoch producer) {
        return waiting.isBusy(producer.producerId);
    }

    /** Runs the admission and what follows it after all others of the producer; fails without it when too many wait. */
    CompletionStage<Void> inOrder(ProducerIdAndEpoch producer, Supplier<CompletionStage<Void>> admitted) {
        return waiting.submit(producer.producerId, admitted);
    }
}
