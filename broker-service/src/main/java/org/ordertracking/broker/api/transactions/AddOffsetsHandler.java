package org.ordertracking.broker.api.transactions;

import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.message.AddOffsetsToTxnRequestData;
import org.apache.kafka.common.message.AddOffsetsToTxnResponseData;
import org.apache.kafka.common.requests.AddOffsetsToTxnRequest;
import org.apache.kafka.common.utils.ProducerIdAndEpoch;
import org.apache.kafka.coordinator.group.GroupCoordinator;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.api.Responses;
import org.ordertracking.broker.transaction.TransactionCoordinator;
import org.ordertracking.broker.transaction.TransactionVersions;

/** Adds a group's offsets to a transaction: the partition of {@code __consumer_offsets} that they lie in. */
final class AddOffsetsHandler implements ApiHandler<AddOffsetsToTxnRequest> {
    private static final short FIRST_VERSION_WITH_FENCED_ERROR = 2;

    private final TransactionCoordinator transactions;
    private final GroupCoordinator groups;

    AddOffsetsHandler(TransactionCoordinator transactions, GroupCoordinator groups) {
        this.transactions = transactions;
        this.groups = groups;
    }

    @Override
    public CompletionStage<ApiResponse> handle(RequestContext context, AddOffsetsToTxnRequest request) {
        AddOffsetsToTxnRequestData wanted = request.data();
        TopicPartition offsets =
                new TopicPartition(Topic.GROUP_METADATA_TOPIC_NAME, groups.partitionFor(wanted.groupId()));
        // A client of V2 does not send this: its offsets are added when it commits them.
        CompletionStage<Void> added = transactions.addPartitions(
                wanted.transactionalId(),
                new ProducerIdAndEpoch(wanted.producerId(), wanted.producerEpoch()),
                Set.of(offsets),
                TransactionVersions.V0);
        return Responses.later(
                context,
                FencedError.ofOldClients(added, context.version() < FIRST_VERSION_WITH_FENCED_ERROR)
                        .thenApply(done -> new AddOffsetsToTxnResponseData()));
    }
}
