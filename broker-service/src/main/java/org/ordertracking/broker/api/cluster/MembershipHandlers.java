package org.ordertracking.broker.api.cluster;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.message.AddRaftVoterResponseData;
import org.apache.kafka.common.message.RemoveRaftVoterResponseData;
import org.apache.kafka.common.message.UnregisterBrokerResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AddRaftVoterRequest;
import org.apache.kafka.common.requests.ApiError;
import org.apache.kafka.common.requests.RemoveRaftVoterRequest;
import org.apache.kafka.common.requests.UnregisterBrokerRequest;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.BrokerNode;
import org.ordertracking.broker.api.Responses;
import org.ordertracking.broker.api.SupportedApi;

/** Answers whoever wants brokers or voters to join or leave: a cluster of one stays as it is. */
final class MembershipHandlers {
    private final Supplier<BrokerNode> node;

    MembershipHandlers(Supplier<BrokerNode> node) {
        this.node = node;
    }

    Map<SupportedApi, ApiHandler<?>> all() {
        // Spelled out, since the error responses of these requests carry no message of ours.
        ApiHandler<UnregisterBrokerRequest> unregister = (context, request) -> {
            ApiError refusal = unregistered(request.data().brokerId());
            return Responses.now(
                    context,
                    new UnregisterBrokerResponseData()
                            .setErrorCode(refusal.error().code())
                            .setErrorMessage(refusal.message()));
        };
        ApiHandler<AddRaftVoterRequest> add = (context, request) -> {
            ApiError refusal = refused("adding", request.data().clusterId());
            return Responses.now(
                    context,
                    new AddRaftVoterResponseData()
                            .setErrorCode(refusal.error().code())
                            .setErrorMessage(refusal.message()));
        };
        ApiHandler<RemoveRaftVoterRequest> remove = (context, request) -> {
            ApiError refusal = refused("removing", request.data().clusterId());
            return Responses.now(
                    context,
                    new RemoveRaftVoterResponseData()
                            .setErrorCode(refusal.error().code())
                            .setErrorMessage(refusal.message()));
        };
        return Map.of(
                SupportedApi.UNREGISTER_BROKER, unregister,
                SupportedApi.ADD_RAFT_VOTER, add,
                SupportedApi.REMOVE_RAFT_VOTER, remove);
    }

    private ApiError unregistered(int broker) {
        return broker == node.get().id()
                ? new ApiError(
                        Errors.INVALID_REQUEST,
                        "broker %d is the whole cluster and cannot be unregistered; stop it instead".formatted(broker))
                : new ApiError(
                        Errors.BROKER_ID_NOT_REGISTERED, "Broker ID %d is not currently registered".formatted(broker));
    }

    private ApiError refused(String change, String clusterId) {
        if (clusterId != null && !clusterId.equals(node.get().clusterId())) {
            return new ApiError(
                    Errors.INCONSISTENT_CLUSTER_ID,
                    "cluster id %s is not this cluster's, which is %s"
                            .formatted(clusterId, node.get().clusterId()));
        }
        return new ApiError(
                Errors.UNSUPPORTED_VERSION,
                "Cluster doesn't support %s voter because the kraft.version feature is 0: this broker is a single node"
                        .formatted(change));
    }
}
