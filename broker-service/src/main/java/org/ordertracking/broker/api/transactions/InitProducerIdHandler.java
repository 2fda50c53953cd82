package org.ordertracking.broker.api.transactions;

import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.message.InitProducerIdRequestData;
import org.apache.kafka.common.message.InitProducerIdResponseData;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.requests.InitProducerIdRequest;
import org.apache.kafka.common.utils.ProducerIdAndEpoch;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.api.Responses;
import org.ordertracking.broker.transaction.ProducerIds;
import org.ordertracking.broker.transaction.TransactionCoordinator;

/** Hands out ids to idempotent producers, and transactional ids to transactional ones. */
final class InitProducerIdHandler implements ApiHandler<InitProducerIdRequest> {
    private static final short FIRST_EPOCH = 0;
    private static final short FIRST_VERSION_WITH_FENCED_ERROR = 4;

    private final ProducerIds producerIds;
    private final TransactionCoordinator transactions;

    InitProducerIdHandler(ProducerIds producerIds, TransactionCoordinator transactions) {
        this.producerIds = producerIds;
        this.transactions = transactions;
    }

    @Override
    public CompletionStage<ApiResponse> handle(RequestContext context, InitProducerIdRequest request) {
        InitProducerIdRequestData wanted = request.data();
        ProducerIdAndEpoch expected = expectedOf(wanted);
        CompletionStage<ProducerIdAndEpoch> producer = wanted.transactionalId() == null
                ? producerIds.next().thenApply(id -> new ProducerIdAndEpoch(id, FIRST_EPOCH))
                : transactions.initializeProducer(wanted.transactionalId(), wanted.transactionTimeoutMs(), expected);
        return Responses.later(
                context,
                FencedError.ofOldClients(producer, context.version() < FIRST_VERSION_WITH_FENCED_ERROR)
                        .thenApply(identity -> new InitProducerIdResponseData()
                                .setProducerId(identity.producerId)
                                .setProducerEpoch(identity.epoch)));
    }

    /** Who the producer says it is (KIP-360), or {@code null}. */
    private static ProducerIdAndEpoch expectedOf(InitProducerIdRequestData wanted) {
        boolean withId = wanted.producerId() != RecordBatch.NO_PRODUCER_ID;
        boolean withEpoch = wanted.producerEpoch() != RecordBatch.NO_PRODUCER_EPOCH;
        if (withId != withEpoch) {
            throw new InvalidRequestException("producerId %d and producerEpoch %d: both or none must be -1"
                    .formatted(wanted.producerId(), wanted.producerEpoch()));
        }
        return withId ? new ProducerIdAndEpoch(wanted.producerId(), wanted.producerEpoch()) : null;
    }
}
