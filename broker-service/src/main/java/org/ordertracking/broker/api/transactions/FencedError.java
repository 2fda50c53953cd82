package org.ordertracking.broker.api.transactions;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.ordertracking.broker.api.Responses;

/** PRODUCER_FENCED came late to the protocol: older clients hear INVALID_PRODUCER_EPOCH for the same. */
final class FencedError {

    private FencedError() {}

    static <T> CompletionStage<T> ofOldClients(CompletionStage<T> stage, boolean old) {
        return old
                ? stage.exceptionally(failure -> {
                    throw new CompletionException(ofOldClient(Responses.cause(failure)));
                })
                : stage;
    }

    static Throwable ofOldClient(Throwable failure) {
        return failure instanceof ProducerFencedException
                ? new InvalidProducerEpochException(failure.getMessage())
                : failure;
    }
}
