package org.ordertracking.broker.api.groups;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.message.OffsetCommitRequestData;
import org.apache.kafka.common.message.OffsetCommitRequestData.OffsetCommitRequestPartition;
import org.apache.kafka.common.message.OffsetCommitRequestData.OffsetCommitRequestTopic;
import org.apache.kafka.common.message.OffsetCommitResponseData;
import org.apache.kafka.common.message.OffsetCommitResponseData.OffsetCommitResponsePartition;
import org.apache.kafka.common.message.OffsetCommitResponseData.OffsetCommitResponseTopic;
import org.apache.kafka.common.message.OffsetFetchRequestData.OffsetFetchRequestGroup;
import org.apache.kafka.common.message.OffsetFetchResponseData;
import org.apache.kafka.common.message.OffsetFetchResponseData.OffsetFetchResponseGroup;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.OffsetCommitRequest;
import org.apache.kafka.common.requests.OffsetFetchRequest;
import org.apache.kafka.common.requests.OffsetFetchResponse;
import org.apache.kafka.common.utils.BufferSupplier;
import org.apache.kafka.coordinator.group.GroupCoordinator;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.api.Responses;
import org.ordertracking.broker.topic.Topic;
import org.ordertracking.broker.topic.TopicRegistry;

/** Committed offsets of consumer groups. */
final class OffsetHandlers {
    private final GroupCoordinator groups;
    private final TopicRegistry topics;

    OffsetHandlers(GroupCoordinator groups, TopicRegistry topics) {
        this.groups = groups;
        this.topics = topics;
    }

    /**
     * Commits for the partitions that exist; the coordinator knows groups, not topics, so the others are answered here.
     */
    CompletionStage<ApiResponse> commit(RequestContext context, OffsetCommitRequest request) {
        List<OffsetCommitRequestTopic> known = new ArrayList<>();
        List<OffsetCommitResponseTopic> unknown = new ArrayList<>();
        for (OffsetCommitRequestTopic topic : request.data().topics()) {
            split(topic, known, unknown);
        }
        if (known.isEmpty() && !unknown.isEmpty()) {
            return Responses.now(context, new OffsetCommitResponseData().setTopics(unknown));
        }
        OffsetCommitRequestData existing = request.data().duplicate().setTopics(known);
        return Responses.later(
                context,
                groups.commitOffsets(context, existing, BufferSupplier.NO_CACHING)
                        .thenApply(committed -> merge(committed, unknown)));
    }

    private void split(
            OffsetCommitRequestTopic wanted,
            List<OffsetCommitRequestTopic> known,
            List<OffsetCommitResponseTopic> unknown) {
        int existing = topics.byName(wanted.name())
                .map(Topic::partitions)
                .map(List::size)
                .orElse(0);
        List<OffsetCommitRequestPartition> knownPartitions = new ArrayList<>();
        List<OffsetCommitResponsePartition> unknownPartitions = new ArrayList<>();
        for (OffsetCommitRequestPartition partition : wanted.partitions()) {
            if (partition.partitionIndex() >= 0 && partition.partitionIndex() < existing) {
                knownPartitions.add(partition);
            } else {
                unknownPartitions.add(new OffsetCommitResponsePartition()
                        .setPartitionIndex(partition.partitionIndex())
                        .setErrorCode(Errors.UNKNOWN_TOPIC_OR_PARTITION.code()));
            }
        }
        if (!knownPartitions.isEmpty()) {
            known.add(wanted.duplicate().setPartitions(knownPartitions));
        }
        if (!unknownPartitions.isEmpty()) {
            unknown.add(new OffsetCommitResponseTopic().setName(wanted.name()).setPartitions(unknownPartitions));
        }
    }

    private static OffsetCommitResponseData merge(
            OffsetCommitResponseData committed, List<OffsetCommitResponseTopic> unknown) {
        if (unknown.isEmpty()) {
            return committed;
        }
        List<OffsetCommitResponseTopic> merged = new ArrayList<>(committed.topics());
        for (OffsetCommitResponseTopic refused : unknown) {
            merged.stream()
                    .filter(topic -> topic.name().equals(refused.name()))
                    .findFirst()
                    .ifPresentOrElse(
                            topic -> topic.partitions().addAll(refused.partitions()), () -> merged.add(refused));
        }
        return committed.setTopics(merged);
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
}
