package org.ordertracking.broker.api.cluster;

import java.util.Map;
import java.util.function.Supplier;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.ApiVersionsHandler;
import org.ordertracking.broker.api.BrokerNode;
import org.ordertracking.broker.api.SupportedApi;

/** The cluster of one: what it speaks, who it is, and what it answers to those who would change that. */
public final class ClusterApis {

    private ClusterApis() {}

    public static Map<SupportedApi, ApiHandler<?>> of(Supplier<BrokerNode> node) {
        return Map.of(
                SupportedApi.API_VERSIONS, new ApiVersionsHandler(),
                SupportedApi.DESCRIBE_CLUSTER, new DescribeClusterHandler(node));
    }
}
