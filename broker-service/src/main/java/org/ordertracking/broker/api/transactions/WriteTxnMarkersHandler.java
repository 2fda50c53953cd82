package org.ordertracking.broker.api.transactions;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.TransactionResult;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest.TxnMarkerEntry;
import org.apache.kafka.common.requests.WriteTxnMarkersResponse;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.api.Responses;
import org.ordertracking.broker.transaction.TransactionCoordinator;
import org.ordertracking.broker.transaction.TransactionMarker;

/**
 * Writes markers into partitions on an administrator's word ({@code kafka-transactions.sh abort}), to end a transaction
 * that hangs. What the coordinator knows of the transaction is not changed.
 */
final class WriteTxnMarkersHandler implements ApiHandler<WriteTxnMarkersRequest> {
    private final TransactionCoordinator transactions;

    WriteTxnMarkersHandler(TransactionCoordinator transactions) {
        this.transactions = transactions;
    }

    @Override
    public CompletionStage<ApiResponse> handle(RequestContext context, WriteTxnMarkersRequest request) {
        List<TxnMarkerEntry> entries = request.markers();
        Map<Long, Map<TopicPartition, Errors>> results = new HashMap<>();
        entries.forEach(entry -> results.put(entry.producerId(), new ConcurrentHashMap<>()));
        CompletableFuture<?>[] writes = entries.stream()
                .flatMap(entry -> entry.partitions().stream()
                        .map(partition -> write(entry, partition, results.get(entry.producerId()))))
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(writes)
                .thenApply(done ->
                        new ApiResponse.Message(new WriteTxnMarkersResponse(results).data(), context.version()));
    }

    private CompletableFuture<Void> write(
            TxnMarkerEntry entry, TopicPartition partition, Map<TopicPartition, Errors> results) {
        TransactionMarker marker = new TransactionMarker(
                entry.producerId(),
                entry.producerEpoch(),
                entry.coordinatorEpoch(),
                entry.transactionResult() == TransactionResult.COMMIT);
        return transactions
                .writeMarker(partition, marker)
                .<Void>handle((written, failure) -> {
                    results.put(
                            partition, failure == null ? Errors.NONE : Errors.forException(Responses.cause(failure)));
                    return null;
                })
                .toCompletableFuture();
    }
}
