package org.ordertracking.broker.api.cluster;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.errors.MismatchedEndpointTypeException;
import org.apache.kafka.common.errors.UnsupportedEndpointTypeException;
import org.apache.kafka.common.message.DescribeClusterResponseData;
import org.apache.kafka.common.message.DescribeClusterResponseData.DescribeClusterBroker;
import org.apache.kafka.common.requests.DescribeClusterRequest;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.AuthorizedOperations;
import org.ordertracking.broker.api.BrokerNode;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.api.Responses;

/** Describes the cluster of one, which is never fenced (KIP-1073): a broker that cannot serve does not answer. */
final class DescribeClusterHandler implements ApiHandler<DescribeClusterRequest> {
    private static final byte BROKERS = 1;
    private static final byte CONTROLLERS = 2;

    private final Supplier<BrokerNode> node;

    DescribeClusterHandler(Supplier<BrokerNode> node) {
        this.node = node;
    }

    @Override
    public CompletionStage<ApiResponse> handle(RequestContext context, DescribeClusterRequest request) {
        requireBrokers(request.data().endpointType(), context.version());
        BrokerNode self = node.get();
        DescribeClusterResponseData response = new DescribeClusterResponseData()
                .setClusterId(self.clusterId())
                .setControllerId(self.id())
                .setEndpointType(BROKERS)
                .setClusterAuthorizedOperations(
                        request.data().includeClusterAuthorizedOperations()
                                ? AuthorizedOperations.OF_CLUSTER
                                : AuthorizedOperations.NOT_ASKED);
        response.brokers()
                .add(new DescribeClusterBroker()
                        .setBrokerId(self.id())
                        .setHost(self.host())
                        .setPort(self.port())
                        .setIsFenced(false));
        return Responses.now(context, response);
    }

    private static void requireBrokers(byte endpointType, short version) {
        if (endpointType == CONTROLLERS) {
            String message =
                    "The request was sent to an endpoint of type BROKER, but we wanted an endpoint of type CONTROLLER";
            throw version == 0 ? new InvalidRequestException(message) : new MismatchedEndpointTypeException(message);
        }
        if (endpointType != BROKERS) {
            throw new UnsupportedEndpointTypeException("Unsupported endpoint type " + endpointType);
        }
    }
}
