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
import org.apache.kafka.server.share.SharePartitionKey;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.BrokerNode;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.api.Responses;

/** Points every group and every transactional id at the one node there is. */
final class FindCoordinatorHandler implements ApiHandler<FindCoordinatorRequest> {
    private static final short FIRST_VERSION_WITH_SHARE_GROUPS = 6;

    private final Supplier<BrokerNode> node;

    FindCoordinatorHandler(Supplier<BrokerNode> node) {
        this.node = node;
    }

    @Override
    public CompletionStage<ApiResponse> handle(RequestContext context, FindCoordinatorRequest request) {
        FindCoordinatorRequestData wanted = request.data();
        if (context.version() < FindCoordinatorRequest.MIN_BATCHED_VERSION) {
            Errors error = errorOf(wanted.keyType(), wanted.key(), context.version());
            return Responses.now(
                    context,
                    FindCoordinatorResponse.prepareOldResponse(error, target(error))
                            .data());
        }
        List<FindCoordinatorResponseData.Coordinator> coordinators = wanted.coordinatorKeys().stream()
                .map(key -> {
                    Errors error = errorOf(wanted.keyType(), key, context.version());
                    return FindCoordinatorResponse.prepareCoordinatorResponse(error, key, target(error));
                })
                .toList();
        return Responses.now(context, new FindCoordinatorResponseData().setCoordinators(coordinators));
    }

    private Node target(Errors error) {
        BrokerNode self = node.get();
        return error == Errors.NONE ? new Node(self.id(), self.host(), self.port()) : Node.noNode();
    }

    private static Errors errorOf(byte keyType, String key, short version) {
        if (keyType == CoordinatorType.GROUP.id() || keyType == CoordinatorType.TRANSACTION.id()) {
            return Errors.NONE;
        }
        if (keyType == CoordinatorType.SHARE.id() && version >= FIRST_VERSION_WITH_SHARE_GROUPS) {
            return isSharePartition(key) ? Errors.NONE : Errors.INVALID_REQUEST;
        }
        return Errors.INVALID_REQUEST;
    }

    /** Whether a key names a partition of a share group, as group:topic id:index. */
    private static boolean isSharePartition(String key) {
        try {
            SharePartitionKey.validate(key);
            return true;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
