package org.ordertracking.broker.api.transactions;

import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.message.EndTxnRequestData;
import org.apache.kafka.common.message.EndTxnResponseData;
import org.apache.kafka.common.requests.EndTxnRequest;
import org.apache.kafka.common.utils.ProducerIdAndEpoch;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.api.Responses;
import org.ordertracking.broker.transaction.TransactionCoordinator;
import org.ordertracking.broker.transaction.TransactionVersions;

/** Commits and aborts transactions; answers when every partition has its marker on the disk. */
final class EndTxnHandler implements ApiHandler<EndTxnRequest> {
    private static final short FIRST_VERSION_WITH_FENCED_ERROR = 2;
    private static final short FIRST_VERSION_OF_V2 = 5;

    private final TransactionCoordinator transactions;

    EndTxnHandler(TransactionCoordinator transactions) {
        this.transactions = transactions;
    }

    @Override
    public CompletionStage<ApiResponse> handle(RequestContext context, EndTxnRequest request) {
        EndTxnRequestData wanted = request.data();
        short version = context.version();
        CompletionStage<ProducerIdAndEpoch> ended = transactions.end(
                wanted.transactionalId(),
                new ProducerIdAndEpoch(wanted.producerId(), wanted.producerEpoch()),
                wanted.committed(),
                version >= FIRST_VERSION_OF_V2 ? TransactionVersions.V2 : TransactionVersions.V0);
        return Responses.later(
                context,
                FencedError.ofOldClients(ended, version < FIRST_VERSION_WITH_FENCED_ERROR)
                        .thenApply(producer -> responseOf(version, producer)));
    }

    private static EndTxnResponseData responseOf(short version, ProducerIdAndEpoch producer) {
        EndTxnResponseData response = new EndTxnResponseData();
        return version < FIRST_VERSION_OF_V2
                ? response
                : response.setProducerId(producer.producerId).setProducerEpoch(producer.epoch);
    }
}
