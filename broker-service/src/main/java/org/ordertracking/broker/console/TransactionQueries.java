package org.ordertracking.broker.console;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.message.DescribeProducersRequestData;
import org.apache.kafka.common.message.DescribeProducersRequestData.TopicRequest;
import org.apache.kafka.common.message.DescribeProducersResponseData;
import org.apache.kafka.common.message.DescribeTransactionsRequestData;
import org.apache.kafka.common.message.DescribeTransactionsResponseData;
import org.apache.kafka.common.message.ListTransactionsRequestData;
import org.apache.kafka.common.message.ListTransactionsResponseData;
import org.ordertracking.broker.console.view.GroupViews;
import org.ordertracking.broker.console.view.Paged;
import org.ordertracking.broker.console.view.TopicViews;
import org.ordertracking.broker.topic.Partition;
import org.ordertracking.broker.topic.Topic;

/** Transactional ids and how their transactions stand; and the producers that partitions know. */
public final class TransactionQueries {
    private final TopicQueries topics;
    private final LocalClient broker;

    TransactionQueries(TopicQueries topics, LocalClient broker) {
        this.topics = topics;
        this.broker = broker;
    }

    /** The idempotent producers that the partitions of a topic know, those with the latest records first. */
    public CompletionStage<Paged<TopicViews.Producer>> producers(String topicName, int page, int size) {
        Topic topic = topics.existing(topicName);
        DescribeProducersRequestData request = new DescribeProducersRequestData()
                .setTopics(List.of(new TopicRequest()
                        .setName(topicName)
                        .setPartitionIndexes(topic.partitions().stream()
                                .map(Partition::index)
                                .toList())));
        return broker.ask(request, DescribeProducersResponseData.class).thenApply(answer -> {
            List<TopicViews.Producer> all = answer.topics().get(0).partitions().stream()
                    .filter(partition -> partition.errorCode() == 0)
                    .flatMap(partition -> partition.activeProducers().stream()
                            .map(producer -> new TopicViews.Producer(
                                    partition.partitionIndex(),
                                    producer.producerId(),
                                    producer.producerEpoch(),
                                    producer.lastSequence(),
                                    producer.lastTimestamp(),
                                    producer.currentTxnStartOffset())))
                    .sorted(Comparator.comparingLong(TopicViews.Producer::lastMillis)
                            .reversed()
                            .thenComparingInt(TopicViews.Producer::partition))
                    .toList();
            return Paged.of(all, page, size);
        });
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
