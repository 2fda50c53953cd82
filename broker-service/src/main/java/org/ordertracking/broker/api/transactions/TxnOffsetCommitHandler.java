package org.ordertracking.broker.api.transactions;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.message.TxnOffsetCommitRequestData;
import org.apache.kafka.common.message.TxnOffsetCommitRequestData.TxnOffsetCommitRequestPartition;
import org.apache.kafka.common.message.TxnOffsetCommitRequestData.TxnOffsetCommitRequestTopic;
import org.apache.kafka.common.message.TxnOffsetCommitResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.TxnOffsetCommitRequest;
import org.apache.kafka.common.requests.TxnOffsetCommitResponse;
import org.apache.kafka.common.utils.BufferSupplier;
import org.apache.kafka.coordinator.group.GroupCoordinator;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.api.Responses;
import org.ordertracking.broker.topic.Topic;
import org.ordertracking.broker.topic.TopicRegistry;

/** Commits offsets in a transaction: they count when it is committed. */
final class TxnOffsetCommitHandler implements ApiHandler<TxnOffsetCommitRequest> {
    private static final short FIRST_VERSION_WITH_LOADING_ERROR = 2;

    private final GroupCoordinator groups;
    private final TopicRegistry topics;

    TxnOffsetCommitHandler(GroupCoordinator groups, TopicRegistry topics) {
        this.groups = groups;
        this.topics = topics;
    }

    /**
     * Commits for the partitions that exist; the coordinator knows groups, not topics, so the others are answered here.
     */
    @Override
    public CompletionStage<ApiResponse> handle(RequestContext context, TxnOffsetCommitRequest request) {
        TxnOffsetCommitResponse.Builder response = new TxnOffsetCommitResponse.Builder();
        List<TxnOffsetCommitRequestTopic> known = new ArrayList<>();
        for (TxnOffsetCommitRequestTopic topic : request.data().topics()) {
            List<TxnOffsetCommitRequestPartition> existing = existing(topic, response);
            if (!existing.isEmpty()) {
                known.add(
                        new TxnOffsetCommitRequestTopic().setName(topic.name()).setPartitions(existing));
            }
        }
        if (known.isEmpty()) {
            return Responses.now(context, response.build().data());
        }
        TxnOffsetCommitRequestData committed = request.data().duplicate().setTopics(known);
        return Responses.later(
                context,
                groups.commitTransactionalOffsets(context, committed, BufferSupplier.NO_CACHING)
                        .thenApply(data -> forVersion(
                                context.version(), response.merge(data).build().data())));
    }

    private List<TxnOffsetCommitRequestPartition> existing(
            TxnOffsetCommitRequestTopic wanted, TxnOffsetCommitResponse.Builder response) {
        int count = topics.byName(wanted.name())
                .map(Topic::partitions)
                .map(List::size)
                .orElse(0);
        List<TxnOffsetCommitRequestPartition> existing = new ArrayList<>();
        for (TxnOffsetCommitRequestPartition partition : wanted.partitions()) {
            if (partition.partitionIndex() >= 0 && partition.partitionIndex() < count) {
                existing.add(partition);
            } else {
                response.addPartition(wanted.name(), partition.partitionIndex(), Errors.UNKNOWN_TOPIC_OR_PARTITION);
            }
        }
        return existing;
    }

    /** Producers before Kafka 2.3 fail on COORDINATOR_LOAD_IN_PROGRESS (KAFKA-7296). */
    private static TxnOffsetCommitResponseData forVersion(short version, TxnOffsetCommitResponseData data) {
        if (version < FIRST_VERSION_WITH_LOADING_ERROR) {
            data.topics().stream()
                    .flatMap(topic -> topic.partitions().stream())
                    .filter(partition -> partition.errorCode() == Errors.COORDINATOR_LOAD_IN_PROGRESS.code())
                    .forEach(partition -> partition.setErrorCode(Errors.COORDINATOR_NOT_AVAILABLE.code()));
        }
        return data;
    }
}
