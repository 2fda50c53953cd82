package org.ordertracking.broker.api.cluster;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.UnsupportedEndpointTypeException;
import org.apache.kafka.common.message.DescribeClusterResponseData;
import org.apache.kafka.common.message.DescribeClusterResponseData.DescribeClusterBroker;
import org.apache.kafka.common.requests.DescribeClusterRequest;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.BrokerNode;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.api.Responses;

/** Describes the cluster of one. */
final class DescribeClusterHandler implements ApiHandler<DescribeClusterRequest> {
    private static final byte BROKERS = 1;

    private final Supplier<BrokerNode> node;

    DescribeClusterHandler(Supplier<BrokerNode> node) {
        this.node = node;
    }

    @Override
    public CompletionStage<ApiResponse> handle(RequestContext context, DescribeClusterRequest request) {
        if (request.data().endpointType() != BROKERS) {
            throw new UnsupportedEndpointTypeException(
                    "endpoint type " + request.data().endpointType() + " is not served here, only brokers (1)");
        }
        BrokerNode self = node.get();
        DescribeClusterResponseData response = new DescribeClusterResponseData()
                .setClusterId(self.clusterId())
                .setControllerId(self.id())
                .setEndpointType(BROKERS);
        response.brokers()
                .add(new DescribeClusterBroker()
                        .setBrokerId(self.id())
                        .setHost(self.host())
                        .setPort(self.port()));
        return Responses.now(context, response);
    }
}
