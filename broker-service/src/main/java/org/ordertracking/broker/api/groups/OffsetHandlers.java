package org.ordertracking.broker.api.groups;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.OffsetCommitRequestData;
import org.apache.kafka.common.message.OffsetCommitRequestData.OffsetCommitRequestPartition;
import org.apache.kafka.common.message.OffsetCommitRequestData.OffsetCommitRequestTopic;
import org.apache.kafka.common.message.OffsetDeleteRequestData;
import org.apache.kafka.common.message.OffsetDeleteRequestData.OffsetDeleteRequestPartition;
import org.apache.kafka.common.message.OffsetDeleteRequestData.OffsetDeleteRequestTopic;
import org.apache.kafka.common.message.OffsetDeleteRequestData.OffsetDeleteRequestTopicCollection;
import org.apache.kafka.common.message.OffsetFetchRequestData.OffsetFetchRequestGroup;
import org.apache.kafka.common.message.OffsetFetchResponseData;
import org.apache.kafka.common.message.OffsetFetchResponseData.OffsetFetchResponseGroup;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.OffsetCommitRequest;
import org.apache.kafka.common.requests.OffsetCommitResponse;
import org.apache.kafka.common.requests.OffsetDeleteRequest;
import org.apache.kafka.common.requests.OffsetDeleteResponse;
import org.apache.kafka.common.requests.OffsetFetchRequest;
import org.apache.kafka.common.requests.OffsetFetchResponse;
import org.apache.kafka.common.utils.BufferSupplier;
import org.apache.kafka.coordinator.group.GroupCoordinator;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.api.Responses;
import org.ordertracking.broker.topic.TopicRegistry;

/**
 * Committed offsets of consumer groups. The coordinator knows groups, not topics, so what concerns partitions that do not
 * exist is answered here.
 */
final class OffsetHandlers {
    private static final boolean BY_NAME = false;

    private final GroupCoordinator groups;
    private final TopicRegistry topics;

    OffsetHandlers(GroupCoordinator groups, TopicRegistry topics) {
        this.groups = groups;
        this.topics = topics;
    }

    /** Commits for the partitions that exist; as in Kafka the group is not looked at when there are none. */
    CompletionStage<ApiResponse> commit(RequestContext context, OffsetCommitRequest request) {
        OffsetCommitResponse.Builder response = OffsetCommitResponse.newBuilder(BY_NAME);
        List<OffsetCommitRequestTopic> existing = new ArrayList<>();
        for (OffsetCommitRequestTopic topic : request.data().topics()) {
            List<OffsetCommitRequestPartition> known = new ArrayList<>();
            for (OffsetCommitRequestPartition partition : topic.partitions()) {
                if (exists(topic.name(), partition.partitionIndex())) {
                    known.add(partition);
                } else {
                    response.addPartition(
                            Uuid.ZERO_UUID,
                            topic.name(),
                            partition.partitionIndex(),
                            Errors.UNKNOWN_TOPIC_OR_PARTITION);
                }
            }
            if (!known.isEmpty()) {
                existing.add(topic.duplicate().setPartitions(known));
            }
        }
        if (existing.isEmpty()) {
            return Responses.now(context, response.build().data());
        }
        OffsetCommitRequestData commit = request.data().duplicate().setTopics(existing);
        return Responses.later(
                context,
                groups.commitOffsets(context, commit, BufferSupplier.NO_CACHING)
                        .thenApply(
                                committed -> response.merge(committed).build().data()));
    }

    CompletionStage<ApiResponse> fetch(RequestContext context, OffsetFetchRequest request) {
        List<CompletableFuture<OffsetFetchResponseGroup>> fetched = new ArrayList<>();
        for (OffsetFetchRequestGroup group : request.groups()) {
            fetched.add(fetch(context, group, request.requireStable()));
        }
        return CompletableFuture.allOf(fetched.toArray(CompletableFuture[]::new))
                .thenApply(done -> {
                    List<OffsetFetchResponseGroup> groupsFetched =
                            fetched.stream().map(CompletableFuture::join).toList();
                    OffsetFetchResponseData response = new OffsetFetchResponse.Builder(groupsFetched)
                            .build(context.version())
                            .data();
                    return new ApiResponse.Message(response, context.version());
                });
    }

    private CompletableFuture<OffsetFetchResponseGroup> fetch(
            RequestContext context, OffsetFetchRequestGroup group, boolean requireStable) {
        boolean all = group.topics() == null;
        CompletableFuture<OffsetFetchResponseGroup> fetched = all
                ? groups.fetchAllOffsets(context, group, requireStable)
                : groups.fetchOffsets(context, group, requireStable);
        return fetched.exceptionally(failure -> OffsetFetchResponse.groupError(
                group, Errors.forException(Responses.cause(failure)), context.version()));
    }

    /** Forgets the offsets of single partitions; the coordinator is asked in any case, since it judges the group. */
    CompletionStage<ApiResponse> delete(RequestContext context, OffsetDeleteRequest request) {
        OffsetDeleteResponse.Builder response = new OffsetDeleteResponse.Builder();
        OffsetDeleteRequestTopicCollection existing = new OffsetDeleteRequestTopicCollection();
        for (OffsetDeleteRequestTopic topic : request.data().topics()) {
            List<OffsetDeleteRequestPartition> known = new ArrayList<>();
            for (OffsetDeleteRequestPartition partition : topic.partitions()) {
                if (exists(topic.name(), partition.partitionIndex())) {
                    known.add(partition);
                } else {
                    response.addPartition(topic.name(), partition.partitionIndex(), Errors.UNKNOWN_TOPIC_OR_PARTITION);
                }
            }
            if (!known.isEmpty()) {
                existing.add(
                        new OffsetDeleteRequestTopic().setName(topic.name()).setPartitions(known));
            }
        }
        OffsetDeleteRequestData deletion = new OffsetDeleteRequestData()
                .setGroupId(request.data().groupId())
                .setTopics(existing);
        return Responses.later(
                context,
                groups.deleteOffsets(context, deletion, BufferSupplier.NO_CACHING)
                        .thenApply(deleted -> response.merge(deleted).build().data()));
    }

    private boolean exists(String topic, int partition) {
        return topics.byName(topic).flatMap(known -> known.partition(partition)).isPresent();
    }
}
