package org.ordertracking.broker.api.transactions;

import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.common.requests.DescribeTransactionsRequest;
import org.apache.kafka.common.requests.ListTransactionsRequest;
import org.apache.kafka.coordinator.group.GroupCoordinator;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.SupportedApi;
import org.ordertracking.broker.topic.TopicRegistry;
import org.ordertracking.broker.transaction.ProducerIds;
import org.ordertracking.broker.transaction.TransactionCoordinator;

/** Idempotent producers and transactions. */
public final class TransactionApis {

    private TransactionApis() {}

    public static Map<SupportedApi, ApiHandler<?>> of(
            TransactionCoordinator transactions,
            ProducerIds producerIds,
            GroupCoordinator groups,
            TopicRegistry topics,
            InstantSource clock) {
        TransactionListings listings = new TransactionListings(transactions, clock);

        Map<SupportedApi, ApiHandler<?>> handlers = new EnumMap<>(SupportedApi.class);
        handlers.put(SupportedApi.INIT_PRODUCER_ID, new InitProducerIdHandler(producerIds, transactions));
        handlers.put(SupportedApi.ADD_PARTITIONS_TO_TXN, new AddPartitionsHandler(transactions, topics));
        handlers.put(SupportedApi.ADD_OFFSETS_TO_TXN, new AddOffsetsHandler(transactions, groups));
        handlers.put(SupportedApi.TXN_OFFSET_COMMIT, new TxnOffsetCommitHandler(groups, topics));
        handlers.put(SupportedApi.END_TXN, new EndTxnHandler(transactions));
        handlers.put(SupportedApi.WRITE_TXN_MARKERS, new WriteTxnMarkersHandler(transactions));
        handlers.put(SupportedApi.DESCRIBE_PRODUCERS, new DescribeProducersHandler(topics));
        handlers.put(SupportedApi.DESCRIBE_TRANSACTIONS, (ApiHandler<DescribeTransactionsRequest>) listings::describe);
        handlers.put(SupportedApi.LIST_TRANSACTIONS, (ApiHandler<ListTransactionsRequest>) listings::list);
        return handlers;
    }
}
