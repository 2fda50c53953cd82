package org.ordertracking.broker.api.transactions;

import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.message.InitProducerIdResponseData;
import org.apache.kafka.common.requests.InitProducerIdRequest;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.api.Responses;
import org.ordertracking.broker.transaction.ProducerIds;

/** Hands out ids to idempotent producers. */
final class InitProducerIdHandler implements ApiHandler<InitProducerIdRequest> {
    private static final short FIRST_EPOCH = 0;

    private final ProducerIds producerIds;

    InitProducerIdHandler(ProducerIds producerIds) {
        this.producerIds = producerIds;
    }

    @Override
    public CompletionStage<ApiResponse> handle(RequestContext context, InitProducerIdRequest request) {
        if (request.data().transactionalId() != null) {
            throw new InvalidRequestException("transactions are not served; leave transactional.id unset");
        }
        return Responses.later(
                context,
                producerIds
                        .next()
                        .thenApply(id -> new InitProducerIdResponseData()
                                .setProducerId(id)
                                .setProducerEpoch(FIRST_EPOCH)));
    }
}
