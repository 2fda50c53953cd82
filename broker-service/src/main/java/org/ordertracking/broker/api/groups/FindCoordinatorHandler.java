package org.ordertracking.broker.api.groups;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.message.FindCoordinatorRequestData;
import org.apache.kafka.common.message.FindCoordinatorResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.FindCoordinatorRequest;
import org.apache.kafka.common.requests.FindCoordinatorRequest.CoordinatorType;
import org.apache.kafka.common.requests.FindCoordinatorResponse;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.BrokerNode;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.api.Responses;

/** Points every group at the one node there is. */
final class FindCoordinatorHandler implements ApiHandler<FindCoordinatorRequest> {
    private final Supplier<BrokerNode> node;

    FindCoordinatorHandler(Supplier<BrokerNode> node) {
        this.node = node;
    }

    @Override
    public CompletionStage<ApiResponse> handle(RequestContext context, FindCoordinatorRequest request) {
        FindCoordinatorRequestData wanted = request.data();
        Errors error = errorOf(wanted.keyType());
        BrokerNode self = node.get();
        Node target = error == Errors.NONE ? new Node(self.id(), self.host(), self.port()) : Node.noNode();
        if (context.version() < FindCoordinatorRequest.MIN_BATCHED_VERSION) {
            return Responses.now(
                    context,
                    FindCoordinatorResponse.prepareOldResponse(error, target).data());
        }
        List<FindCoordinatorResponseData.Coordinator> coordinators = wanted.coordinatorKeys().stream()
                .map(key -> FindCoordinatorResponse.prepareCoordinatorResponse(error, key, target))
                .toList();
        return Responses.now(context, new FindCoordinatorResponseData().setCoordinators(coordinators));
    }

    private static Errors errorOf(byte keyType) {
        // Transactions and share groups have no coordinator here: a client that asks must not wait for one to come.
        return keyType == CoordinatorType.GROUP.id() ? Errors.NONE : Errors.INVALID_REQUEST;
    }
}
