package org.ordertracking.broker.api.transactions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.message.AddPartitionsToTxnRequestData.AddPartitionsToTxnTransaction;
import org.apache.kafka.common.message.AddPartitionsToTxnResponseData;
import org.apache.kafka.common.message.AddPartitionsToTxnResponseData.AddPartitionsToTxnResult;
import org.apache.kafka.common.message.AddPartitionsToTxnResponseData.AddPartitionsToTxnResultCollection;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AddPartitionsToTxnRequest;
import org.apache.kafka.common.requests.AddPartitionsToTxnResponse;
import org.apache.kafka.common.utils.ProducerIdAndEpoch;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.api.Responses;
import org.ordertracking.broker.topic.TopicRegistry;
import org.ordertracking.broker.transaction.TransactionCoordinator;
import org.ordertracking.broker.transaction.TransactionVersions;

/**
 * Adds partitions to transactions, or only tells which are in them. From version 4 on a request has several transactions
 * (KIP-890), as brokers of a cluster send them to each other.
 */
final class AddPartitionsHandler implements ApiHandler<AddPartitionsToTxnRequest> {
    private static final short FIRST_VERSION_WITH_FENCED_ERROR = 2;
    private static final short FIRST_BATCHED_VERSION = 4;
    private static final short FIRST_VERSION_OF_V2 = 5;

    private final TransactionCoordinator transactions;
    private final TopicRegistry topics;

    AddPartitionsHandler(TransactionCoordinator transactions, TopicRegistry topics) {
        this.transactions = transactions;
        this.topics = topics;
    }

    @Override
    public CompletionStage<ApiResponse> handle(RequestContext context, AddPartitionsToTxnRequest received) {
        short version = context.version();
        AddPartitionsToTxnRequest request = version < FIRST_BATCHED_VERSION ? received.normalizeRequest() : received;
        Map<String, List<TopicPartition>> wanted = request.partitionsByTransaction();
        List<CompletableFuture<AddPartitionsToTxnResult>> results = new ArrayList<>();
        for (AddPartitionsToTxnTransaction transaction : request.data().transactions()) {
            List<TopicPartition> partitions = wanted.get(transaction.transactionalId());
            results.add(serve(version, transaction, partitions).toCompletableFuture());
        }
        return CompletableFuture.allOf(results.toArray(CompletableFuture[]::new))
                .thenApply(done -> new ApiResponse.Message(responseOf(version, results), version));
    }

    private CompletionStage<AddPartitionsToTxnResult> serve(
            short version, AddPartitionsToTxnTransaction transaction, List<TopicPartition> wanted) {
        Map<TopicPartition, Errors> refused = new HashMap<>();
        for (TopicPartition partition : wanted) {
            if (!exists(partition)) {
                refused.put(partition, Errors.UNKNOWN_TOPIC_OR_PARTITION);
            }
        }
        if (!refused.isEmpty()) {
            wanted.forEach(partition -> refused.putIfAbsent(partition, Errors.OPERATION_NOT_ATTEMPTED));
            return CompletableFuture.completedStage(resultOf(transaction, refused));
        }
        return transaction.verifyOnly()
                ? CompletableFuture.completedStage(verify(version, transaction, wanted))
                : add(version, transaction, wanted);
    }

    private CompletionStage<AddPartitionsToTxnResult> add(
            short version, AddPartitionsToTxnTransaction transaction, List<TopicPartition> wanted) {
        Set<TopicPartition> partitions = new HashSet<>(wanted);
        short clientVersion = version >= FIRST_VERSION_OF_V2 ? TransactionVersions.V2 : TransactionVersions.V0;
        CompletionStage<Void> added;
        try {
            added = transactions.addPartitions(
                    transaction.transactionalId(), producerOf(transaction), partitions, clientVersion);
        } catch (ApiException refusal) {
            added = CompletableFuture.failedStage(refusal);
        }
        return added.handle((done, failure) -> resultOf(transaction, wanted, errorOf(version, failure)));
    }

    private AddPartitionsToTxnResult verify(
            short version, AddPartitionsToTxnTransaction transaction, List<TopicPartition> wanted) {
        Map<TopicPartition, Errors> verified = new HashMap<>();
        try {
            for (TopicPartition partition : wanted) {
                boolean in =
                        transactions.isInTransaction(transaction.transactionalId(), producerOf(transaction), partition);
                verified.put(partition, in ? Errors.NONE : Errors.TRANSACTION_ABORTABLE);
            }
        } catch (ApiException refusal) {
            return resultOf(transaction, wanted, errorOf(version, refusal));
        }
        return resultOf(transaction, verified);
    }

    private boolean exists(TopicPartition partition) {
        return topics.byName(partition.topic())
                .flatMap(topic -> topic.partition(partition.partition()))
                .isPresent();
    }

    private static ProducerIdAndEpoch producerOf(AddPartitionsToTxnTransaction transaction) {
        return new ProducerIdAndEpoch(transaction.producerId(), transaction.producerEpoch());
    }

    private static Errors errorOf(short version, Throwable failure) {
        if (failure == null) {
            return Errors.NONE;
        }
        Throwable cause = Responses.cause(failure);
        return Errors.forException(version < FIRST_VERSION_WITH_FENCED_ERROR ? FencedError.ofOldClient(cause) : cause);
    }

    private static AddPartitionsToTxnResult resultOf(
            AddPartitionsToTxnTransaction transaction, List<TopicPartition> partitions, Errors error) {
        Map<TopicPartition, Errors> errors = new HashMap<>();
        partitions.forEach(partition -> errors.put(partition, error));
        return resultOf(transaction, errors);
    }

    private static AddPartitionsToTxnResult resultOf(
            AddPartitionsToTxnTransaction transaction, Map<TopicPartition, Errors> errors) {
        return AddPartitionsToTxnResponse.resultForTransaction(transaction.transactionalId(), errors);
    }

    private static AddPartitionsToTxnResponseData responseOf(
            short version, List<CompletableFuture<AddPartitionsToTxnResult>> results) {
        AddPartitionsToTxnResponseData response = new AddPartitionsToTxnResponseData();
        if (version < FIRST_BATCHED_VERSION) {
            return response.setResultsByTopicV3AndBelow(results.get(0).join().topicResults());
        }
        AddPartitionsToTxnResultCollection all = new AddPartitionsToTxnResultCollection();
        results.forEach(result -> all.add(result.join()));
        return response.setResultsByTransaction(all);
    }
}
