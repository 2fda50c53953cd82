package org.ordertracking.broker.api.cluster;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.ApiVersionsHandler;
import org.ordertracking.broker.api.BrokerNode;
import org.ordertracking.broker.api.SupportedApi;
import org.ordertracking.broker.topic.TopicRegistry;

/** The cluster of one: what it speaks, who it is, and what it answers to those who would change that. */
public final class ClusterApis {

    private ClusterApis() {}

    public static Map<SupportedApi, ApiHandler<?>> of(
            TopicRegistry topics, Supplier<BrokerNode> node, InstantSource clock) {
        Map<SupportedApi, ApiHandler<?>> handlers = new HashMap<>(new MembershipHandlers(node).all());
        handlers.put(SupportedApi.API_VERSIONS, new ApiVersionsHandler());
        handlers.put(SupportedApi.DESCRIBE_CLUSTER, new DescribeClusterHandler(node));
        handlers.put(SupportedApi.DESCRIBE_QUORUM, new DescribeQuorumHandler(topics, node, clock));
        handlers.put(SupportedApi.UPDATE_FEATURES, new UpdateFeaturesHandler(node));
        return handlers;
    }
}
