package org.ordertracking.broker.coordinator;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** Asks whether records of a transaction may be written to a partition of a coordinator's topic. */
@FunctionalInterface
public interface TransactionVerifier {

    /** For a coordinator whose records are in no transaction. */
    TransactionVerifier NO_TRANSACTIONS = (partition, transactionalId, producerId, producerEpoch, version) ->
            CompletableFuture.failedStage(new UnsupportedVersionException("no transactions in " + partition));

    /**
     * @param version of the request that the records come from
     * @return a stage that fails with the reason if they may not
     */
    CompletionStage<Void> admit(
            TopicPartition partition, String transactionalId, long producerId, short producerEpoch, int version);
}
