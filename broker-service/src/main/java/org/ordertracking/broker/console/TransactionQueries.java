package org.ordertracking.broker.console;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.message.DescribeTransactionsRequestData;
import org.apache.kafka.common.message.DescribeTransactionsResponseData;
import org.apache.kafka.common.message.ListTransactionsRequestData;
import org.apache.kafka.common.message.ListTransactionsResponseData;
import org.ordertracking.broker.console.view.GroupViews;
import org.ordertracking.broker.console.view.Paged;

/** Transactional ids and how their transactions stand. */
public final class TransactionQueries {
    private final LocalClient broker;

    TransactionQueries(LocalClient broker) {
        this.broker = broker;
    }

    /**
     * Some of the transactional ids.
     *
     * @param search part of the id; empty for all
     */
    public CompletionStage<Paged<GroupViews.Transaction>> list(String search, int page, int size) {
        String part = search.toLowerCase(Locale.ROOT);
        return broker.ask(new ListTransactionsRequestData(), ListTransactionsResponseData.class)
                .thenCompose(answer -> {
                    Problems.requireNone(answer.errorCode(), "Transactions", null);
                    List<String> wanted = answer.transactionStates().stream()
                            .map(ListTransactionsResponseData.TransactionState::transactionalId)
                            .filter(id -> id.toLowerCase(Locale.ROOT).contains(part))
                            .sorted()
                            .toList();
                    Paged<String> shown = Paged.of(wanted, page, size);
                    return broker.ask(
                                    new DescribeTransactionsRequestData().setTransactionalIds(shown.items()),
                                    DescribeTransactionsResponseData.class)
                            .thenApply(described -> new Paged<>(
                                    described.transactionStates().stream()
                                            .filter(state -> state.errorCode() == 0)
                                            .map(TransactionQueries::view)
                                            .sorted(Comparator.comparing(GroupViews.Transaction::transactionalId))
                                            .toList(),
                                    page,
                                    size,
                                    wanted.size()));
                });
    }

    private static GroupViews.Transaction view(DescribeTransactionsResponseData.TransactionState state) {
        return new GroupViews.Transaction(
                state.transactionalId(),
                state.producerId(),
                state.producerEpoch(),
                state.transactionState(),
                state.transactionStartTimeMs(),
                state.transactionTimeoutMs(),
                state.topics().stream()
                        .map(topic -> new GroupViews.Assigned(topic.topic(), topic.partitions()))
                        .toList());
    }
}
