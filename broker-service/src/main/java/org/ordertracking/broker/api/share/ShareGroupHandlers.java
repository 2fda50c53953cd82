package org.ordertracking.broker.api.share;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.AlterShareGroupOffsetsRequestData;
import org.apache.kafka.common.message.AlterShareGroupOffsetsRequestData.AlterShareGroupOffsetsRequestTopic;
import org.apache.kafka.common.message.AlterShareGroupOffsetsRequestData.AlterShareGroupOffsetsRequestTopicCollection;
import org.apache.kafka.common.message.AlterShareGroupOffsetsResponseData;
import org.apache.kafka.common.message.AlterShareGroupOffsetsResponseData.AlterShareGroupOffsetsResponsePartition;
import org.apache.kafka.common.message.AlterShareGroupOffsetsResponseData.AlterShareGroupOffsetsResponseTopic;
import org.apache.kafka.common.message.DescribeShareGroupOffsetsRequestData.DescribeShareGroupOffsetsRequestGroup;
import org.apache.kafka.common.message.DescribeShareGroupOffsetsResponseData;
import org.apache.kafka.common.message.DescribeShareGroupOffsetsResponseData.DescribeShareGroupOffsetsResponseGroup;
import org.apache.kafka.common.message.ShareGroupDescribeResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AlterShareGroupOffsetsRequest;
import org.apache.kafka.common.requests.DeleteShareGroupOffsetsRequest;
import org.apache.kafka.common.requests.DescribeShareGroupOffsetsRequest;
import org.apache.kafka.common.requests.ShareGroupDescribeRequest;
import org.apache.kafka.common.requests.ShareGroupHeartbeatRequest;
import org.apache.kafka.coordinator.group.GroupCoordinator;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.api.Responses;
import org.ordertracking.broker.topic.TopicRegistry;

/** Membership of share groups and where they stand: passes requests to the coordinator in the shape it expects. */
final class ShareGroupHandlers {
    private final GroupCoordinator groups;
    private final TopicRegistry topics;

    ShareGroupHandlers(GroupCoordinator groups, TopicRegistry topics) {
        this.groups = groups;
        this.topics = topics;
    }

    CompletionStage<ApiResponse> heartbeat(RequestContext context, ShareGroupHeartbeatRequest request) {
        return Responses.later(context, groups.shareGroupHeartbeat(context, request.data()));
    }

    CompletionStage<ApiResponse> describe(RequestContext context, ShareGroupDescribeRequest request) {
        return Responses.later(
                context,
                groups.shareGroupDescribe(context, request.data().groupIds())
                        .thenApply(described ->
                                new ShareGroupDescribeResponseData().setGroups(new ArrayList<>(described))));
    }

    CompletionStage<ApiResponse> describeOffsets(RequestContext context, DescribeShareGroupOffsetsRequest request) {
        List<CompletableFuture<DescribeShareGroupOffsetsResponseGroup>> described = request.groups().stream()
                .map(group -> describeOffsets(context, group))
                .toList();
        return Responses.later(
                context,
                CompletableFuture.allOf(described.toArray(CompletableFuture[]::new))
                        .thenApply(done -> new DescribeShareGroupOffsetsResponseData()
                                .setGroups(described.stream()
                                        .map(CompletableFuture::join)
                                        .toList())));
    }

    private CompletableFuture<DescribeShareGroupOffsetsResponseGroup> describeOffsets(
            RequestContext context, DescribeShareGroupOffsetsRequestGroup group) {
        if (group.topics() != null && group.topics().isEmpty()) {
            return CompletableFuture.completedFuture(
                    new DescribeShareGroupOffsetsResponseGroup().setGroupId(group.groupId()));
        }
        CompletableFuture<DescribeShareGroupOffsetsResponseGroup> described = group.topics() == null
                ? groups.describeShareGroupAllOffsets(context, group)
                : groups.describeShareGroupOffsets(context, group);
        return described.exceptionally(failure -> {
            Errors error = Errors.forException(Responses.cause(failure));
            return new DescribeShareGroupOffsetsResponseGroup()
                    .setGroupId(group.groupId())
                    .setErrorCode(error.code())
                    .setErrorMessage(error.message());
        });
    }

    /** Moves a group in the topics that exist; the coordinator takes them for granted, so the others are answered here. */
    CompletionStage<ApiResponse> alterOffsets(RequestContext context, AlterShareGroupOffsetsRequest request) {
        AlterShareGroupOffsetsRequestTopicCollection known = new AlterShareGroupOffsetsRequestTopicCollection();
        List<AlterShareGroupOffsetsResponseTopic> unknown = new ArrayList<>();
        for (AlterShareGroupOffsetsRequestTopic topic : request.data().topics()) {
            if (topics.byName(topic.topicName()).isPresent()) {
                known.add(topic.duplicate());
            } else {
                unknown.add(unknown(topic));
            }
        }
        String group = request.data().groupId();
        AlterShareGroupOffsetsRequestData existing =
                new AlterShareGroupOffsetsRequestData().setGroupId(group).setTopics(known);
        return Responses.later(
                context,
                groups.alterShareGroupOffsets(context, group, existing).thenApply(altered -> merge(altered, unknown)));
    }

    private static AlterShareGroupOffsetsResponseTopic unknown(AlterShareGroupOffsetsRequestTopic topic) {
        return new AlterShareGroupOffsetsResponseTopic()
                .setTopicName(topic.topicName())
                .setTopicId(Uuid.ZERO_UUID)
                .setPartitions(topic.partitions().stream()
                        .map(partition -> new AlterShareGroupOffsetsResponsePartition()
                                .setPartitionIndex(partition.partitionIndex())
                                .setErrorCode(Errors.UNKNOWN_TOPIC_OR_PARTITION.code())
                                .setErrorMessage(Errors.UNKNOWN_TOPIC_OR_PARTITION.message()))
                        .toList());
    }

    private static AlterShareGroupOffsetsResponseData merge(
            AlterShareGroupOffsetsResponseData altered, List<AlterShareGroupOffsetsResponseTopic> unknown) {
        unknown.forEach(altered.responses()::add);
        return altered;
    }

    CompletionStage<ApiResponse> deleteOffsets(RequestContext context, DeleteShareGroupOffsetsRequest request) {
        return Responses.later(context, groups.deleteShareGroupOffsets(context, request.data()));
    }
}
