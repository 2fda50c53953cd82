package org.ordertracking.broker.api;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.kafka.common.requests.ConsumerGroupDescribeRequest;
import org.apache.kafka.common.requests.ConsumerGroupHeartbeatRequest;
import org.apache.kafka.common.requests.DescribeGroupsRequest;
import org.apache.kafka.common.requests.HeartbeatRequest;
import org.apache.kafka.common.requests.JoinGroupRequest;
import org.apache.kafka.common.requests.LeaveGroupRequest;
import org.apache.kafka.common.requests.ListGroupsRequest;
import org.apache.kafka.common.requests.OffsetCommitRequest;
import org.apache.kafka.common.requests.OffsetFetchRequest;
import org.apache.kafka.common.requests.SyncGroupRequest;
import org.apache.kafka.coordinator.group.GroupCoordinator;
import org.apache.kafka.server.util.timer.Timer;
import org.ordertracking.broker.topic.TopicRegistry;
import org.ordertracking.broker.transaction.ProducerIds;

/** Pairs every key of {@link SupportedApi} with its handler. */
public final class ApiHandlers {

    private ApiHandlers() {}

    /**
     * What the handlers work with.
     *
     * @param node how clients reach this broker
     * @param readers runs what may block on reading the disk
     * @param timer ends long polls
     */
    public record Services(
            Supplier<BrokerNode> node,
            TopicRegistry topics,
            GroupCoordinator groups,
            ProducerIds producerIds,
            Executor readers,
            Timer timer) {}

    /**
     * What the broker's owner decides.
     *
     * @param autoCreateTopics whether asking for a missing topic makes it
     * @param maxFetchBytes largest fetch response
     * @param brokerConfigs the broker's settings under the names Kafka has for them
     */
    public record Policies(boolean autoCreateTopics, int maxFetchBytes, Map<String, String> brokerConfigs) {}

    public static Map<SupportedApi, ApiHandler<?>> of(Services services, Policies policies) {
        TopicRegistry topics = services.topics();
        Supplier<BrokerNode> node = services.node();
        GroupHandlers groups = new GroupHandlers(services.groups());
        OffsetHandlers offsets = new OffsetHandlers(services.groups(), topics);

        Map<SupportedApi, ApiHandler<?>> handlers = new EnumMap<>(SupportedApi.class);
        handlers.put(SupportedApi.API_VERSIONS, new ApiVersionsHandler());
        handlers.put(SupportedApi.METADATA, new MetadataHandler(topics, node, policies.autoCreateTopics()));
        handlers.put(SupportedApi.DESCRIBE_CLUSTER, new DescribeClusterHandler(node));
        handlers.put(SupportedApi.FIND_COORDINATOR, new FindCoordinatorHandler(node));

        handlers.put(SupportedApi.PRODUCE, new ProduceHandler(topics));
        handlers.put(
                SupportedApi.FETCH,
                new FetchHandler(topics, services.readers(), services.timer(), policies.maxFetchBytes()));
        handlers.put(SupportedApi.LIST_OFFSETS, new ListOffsetsHandler(topics, services.readers()));
        handlers.put(SupportedApi.INIT_PRODUCER_ID, new InitProducerIdHandler(services.producerIds()));

        handlers.put(SupportedApi.CREATE_TOPICS, new CreateTopicsHandler(topics, node));
        handlers.put(SupportedApi.DELETE_TOPICS, new DeleteTopicsHandler(topics));
        handlers.put(SupportedApi.DESCRIBE_CONFIGS, new DescribeConfigsHandler(topics, node, policies.brokerConfigs()));

        handlers.put(SupportedApi.JOIN_GROUP, (ApiHandler<JoinGroupRequest>) groups::join);
        handlers.put(SupportedApi.SYNC_GROUP, (ApiHandler<SyncGroupRequest>) groups::sync);
        handlers.put(SupportedApi.HEARTBEAT, (ApiHandler<HeartbeatRequest>) groups::heartbeat);
        handlers.put(SupportedApi.LEAVE_GROUP, (ApiHandler<LeaveGroupRequest>) groups::leave);
        handlers.put(SupportedApi.LIST_GROUPS, (ApiHandler<ListGroupsRequest>) groups::list);
        handlers.put(SupportedApi.DESCRIBE_GROUPS, (ApiHandler<DescribeGroupsRequest>) groups::describe);
        handlers.put(SupportedApi.CONSUMER_GROUP_HEARTBEAT, (ApiHandler<ConsumerGroupHeartbeatRequest>)
                groups::consumerGroupHeartbeat);
        handlers.put(SupportedApi.CONSUMER_GROUP_DESCRIBE, (ApiHandler<ConsumerGroupDescribeRequest>)
                groups::describeConsumerGroups);
        handlers.put(SupportedApi.OFFSET_COMMIT, (ApiHandler<OffsetCommitRequest>) offsets::commit);
        handlers.put(SupportedApi.OFFSET_FETCH, (ApiHandler<OffsetFetchRequest>) offsets::fetch);
        return handlers;
    }
}
