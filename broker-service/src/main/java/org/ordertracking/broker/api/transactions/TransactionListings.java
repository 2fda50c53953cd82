package org.ordertracking.broker.api.transactions;

import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidRegularExpression;
import org.apache.kafka.common.message.DescribeTransactionsResponseData;
import org.apache.kafka.common.message.DescribeTransactionsResponseData.TopicData;
import org.apache.kafka.common.message.ListTransactionsRequestData;
import org.apache.kafka.common.message.ListTransactionsResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.DescribeTransactionsRequest;
import org.apache.kafka.common.requests.ListTransactionsRequest;
import org.apache.kafka.coordinator.transaction.TransactionState;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.api.Responses;
import org.ordertracking.broker.transaction.Transaction;
import org.ordertracking.broker.transaction.TransactionCoordinator;

/** Tells administrators which transactional ids there are and how their transactions stand. */
final class TransactionListings {
    private final TransactionCoordinator transactions;
    private final InstantSource clock;

    TransactionListings(TransactionCoordinator transactions, InstantSource clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    CompletionStage<ApiResponse> describe(RequestContext context, DescribeTransactionsRequest request) {
        DescribeTransactionsResponseData response = new DescribeTransactionsResponseData();
        request.data()
                .transactionalIds()
                .forEach(id -> response.transactionStates().add(describe(id)));
        return Responses.now(context, response);
    }

    private DescribeTransactionsResponseData.TransactionState describe(String transactionalId) {
        DescribeTransactionsResponseData.TransactionState described =
                new DescribeTransactionsResponseData.TransactionState().setTransactionalId(transactionalId);
        if (transactionalId.isEmpty()) {
            return described.setErrorCode(Errors.INVALID_REQUEST.code());
        }
        return transactions
                .find(transactionalId)
                .map(transaction -> fill(described, transaction))
                .orElseGet(() -> described.setErrorCode(Errors.TRANSACTIONAL_ID_NOT_FOUND.code()));
    }

    private static DescribeTransactionsResponseData.TransactionState fill(
            DescribeTransactionsResponseData.TransactionState described, Transaction transaction) {
        for (TopicPartition partition : transaction.partitions()) {
            TopicData topic = described.topics().find(partition.topic());
            if (topic == null) {
                topic = new TopicData().setTopic(partition.topic());
                described.topics().add(topic);
            }
            topic.partitions().add(partition.partition());
        }
        return described
                .setProducerId(transaction.producerId())
                .setProducerEpoch(transaction.producerEpoch())
                .setTransactionState(transaction.state().stateName())
                .setTransactionTimeoutMs(transaction.timeoutMillis())
                .setTransactionStartTimeMs(transaction.startedAt());
    }

    CompletionStage<ApiResponse> list(RequestContext context, ListTransactionsRequest request) {
        ListTransactionsResponseData response = new ListTransactionsResponseData();
        Predicate<Transaction> wanted = wanted(request.data(), response);
        transactions.all().stream()
                .filter(wanted)
                .forEach(transaction -> response.transactionStates()
                        .add(new ListTransactionsResponseData.TransactionState()
                                .setTransactionalId(transaction.transactionalId())
                                .setProducerId(transaction.producerId())
                                .setTransactionState(transaction.state().stateName())));
        return Responses.now(context, response);
    }

    /** What all filters let through; names of states that there are not are told in the response. */
    private Predicate<Transaction> wanted(ListTransactionsRequestData request, ListTransactionsResponseData response) {
        Set<TransactionState> states = EnumSet.noneOf(TransactionState.class);
        for (String name : request.stateFilters()) {
            TransactionState.fromName(name)
                    .ifPresentOrElse(
                            states::add, () -> response.unknownStateFilters().add(name));
        }
        boolean anyState = request.stateFilters().isEmpty();
        Set<Long> producerIds = new HashSet<>(request.producerIdFilters());
        long duration = request.durationFilter();
        long now = clock.millis();
        Predicate<String> ids = matching(request.transactionalIdPattern());
        return transaction -> (anyState || states.contains(transaction.state()))
                && (producerIds.isEmpty() || producerIds.contains(transaction.producerId()))
                && (duration < 0 || now - transaction.startedAt() > duration)
                && ids.test(transaction.transactionalId());
    }

    private static Predicate<String> matching(String pattern) {
        if (pattern == null || pattern.isEmpty()) {
            return id -> true;
        }
        try {
            return Pattern.compile(pattern).asMatchPredicate();
        } catch (PatternSyntaxException invalid) {
            throw new InvalidRegularExpression("transactional id pattern '%s' is no regular expression: %s"
                    .formatted(pattern, invalid.getMessage()));
        }
    }
}
