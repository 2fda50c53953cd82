package org.ordertracking.broker.api.groups;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.requests.ConsumerGroupDescribeRequest;
import org.apache.kafka.common.requests.ConsumerGroupHeartbeatRequest;
import org.apache.kafka.common.requests.DeleteGroupsRequest;
import org.apache.kafka.common.requests.DescribeGroupsRequest;
import org.apache.kafka.common.requests.HeartbeatRequest;
import org.apache.kafka.common.requests.JoinGroupRequest;
import org.apache.kafka.common.requests.LeaveGroupRequest;
import org.apache.kafka.common.requests.ListGroupsRequest;
import org.apache.kafka.common.requests.OffsetCommitRequest;
import org.apache.kafka.common.requests.OffsetDeleteRequest;
import org.apache.kafka.common.requests.OffsetFetchRequest;
import org.apache.kafka.common.requests.StreamsGroupDescribeRequest;
import org.apache.kafka.common.requests.StreamsGroupHeartbeatRequest;
import org.apache.kafka.common.requests.SyncGroupRequest;
import org.apache.kafka.coordinator.group.GroupCoordinator;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.BrokerNode;
import org.ordertracking.broker.api.SupportedApi;
import org.ordertracking.broker.topic.LongPolls;
import org.ordertracking.broker.topic.TopicRegistry;

/** Groups of consumers: membership and committed offsets. */
public final class GroupApis {

    private GroupApis() {}

    /**
     * @param polls ends the waiting for other members when the broker stops
     */
    public static Map<SupportedApi, ApiHandler<?>> of(
            GroupCoordinator coordinator, TopicRegistry topics, Supplier<BrokerNode> node, LongPolls polls) {
        GroupHandlers groups = new GroupHandlers(coordinator, polls);
        StreamsGroupHandlers streams = new StreamsGroupHandlers(coordinator, new InternalTopics(topics));
        OffsetHandlers offsets = new OffsetHandlers(coordinator, topics);

        Map<SupportedApi, ApiHandler<?>> handlers = new EnumMap<>(SupportedApi.class);
        handlers.put(SupportedApi.FIND_COORDINATOR, new FindCoordinatorHandler(node));
        handlers.put(SupportedApi.JOIN_GROUP, (ApiHandler<JoinGroupRequest>) groups::join);
        handlers.put(SupportedApi.SYNC_GROUP, (ApiHandler<SyncGroupRequest>) groups::sync);
        handlers.put(SupportedApi.HEARTBEAT, (ApiHandler<HeartbeatRequest>) groups::heartbeat);
        handlers.put(SupportedApi.LEAVE_GROUP, (ApiHandler<LeaveGroupRequest>) groups::leave);
        handlers.put(SupportedApi.LIST_GROUPS, (ApiHandler<ListGroupsRequest>) groups::list);
        handlers.put(SupportedApi.DESCRIBE_GROUPS, (ApiHandler<DescribeGroupsRequest>) groups::describe);
        handlers.put(SupportedApi.DELETE_GROUPS, (ApiHandler<DeleteGroupsRequest>) groups::delete);
        handlers.put(SupportedApi.CONSUMER_GROUP_HEARTBEAT, (ApiHandler<ConsumerGroupHeartbeatRequest>)
                groups::consumerGroupHeartbeat);
        handlers.put(SupportedApi.CONSUMER_GROUP_DESCRIBE, (ApiHandler<ConsumerGroupDescribeRequest>)
                groups::describeConsumerGroups);
        handlers.put(SupportedApi.OFFSET_COMMIT, (ApiHandler<OffsetCommitRequest>) offsets::commit);
        handlers.put(SupportedApi.OFFSET_FETCH, (ApiHandler<OffsetFetchRequest>) offsets::fetch);
        handlers.put(SupportedApi.OFFSET_DELETE, (ApiHandler<OffsetDeleteRequest>) offsets::delete);
        handlers.put(
                SupportedApi.STREAMS_GROUP_HEARTBEAT, (ApiHandler<StreamsGroupHeartbeatRequest>) streams::heartbeat);
        handlers.put(SupportedApi.STREAMS_GROUP_DESCRIBE, (ApiHandler<StreamsGroupDescribeRequest>) streams::describe);
        return handlers;
    }
}
