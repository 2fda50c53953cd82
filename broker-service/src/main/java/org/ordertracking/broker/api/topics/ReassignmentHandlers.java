package org.ordertracking.broker.api.topics;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.kafka.common.message.AlterPartitionReassignmentsRequestData.ReassignableTopic;
import org.apache.kafka.common.message.AlterPartitionReassignmentsResponseData;
import org.apache.kafka.common.message.AlterPartitionReassignmentsResponseData.ReassignablePartitionResponse;
import org.apache.kafka.common.message.AlterPartitionReassignmentsResponseData.ReassignableTopicResponse;
import org.apache.kafka.common.message.ListPartitionReassignmentsResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AlterPartitionReassignmentsRequest;
import org.apache.kafka.common.requests.ApiError;
import org.apache.kafka.common.requests.ListPartitionReassignmentsRequest;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.BrokerNode;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.api.Responses;
import org.ordertracking.broker.api.SupportedApi;
import org.ordertracking.broker.topic.TopicRegistry;

/**
 * Answers whoever wants partitions on other brokers (KIP-455): they may be assigned to where they are, and nothing is ever
 * under way.
 */
final class ReassignmentHandlers {
    private final TopicRegistry topics;
    private final Supplier<BrokerNode> node;

    ReassignmentHandlers(TopicRegistry topics, Supplier<BrokerNode> node) {
        this.topics = topics;
        this.node = node;
    }

    Map<SupportedApi, ApiHandler<?>> all() {
        ApiHandler<AlterPartitionReassignmentsRequest> alter = this::alter;
        ApiHandler<ListPartitionReassignmentsRequest> list =
                (context, request) -> Responses.now(context, new ListPartitionReassignmentsResponseData());
        return Map.of(
                SupportedApi.ALTER_PARTITION_REASSIGNMENTS, alter, SupportedApi.LIST_PARTITION_REASSIGNMENTS, list);
    }

    private CompletionStage<ApiResponse> alter(RequestContext context, AlterPartitionReassignmentsRequest request) {
        AlterPartitionReassignmentsResponseData response = new AlterPartitionReassignmentsResponseData()
                .setErrorMessage(null)
                .setAllowReplicationFactorChange(request.data().allowReplicationFactorChange());
        for (ReassignableTopic topic : request.data().topics()) {
            List<ReassignablePartitionResponse> partitions = topic.partitions().stream()
                    .map(partition -> {
                        ApiError outcome = outcome(topic.name(), partition.partitionIndex(), partition.replicas());
                        return new ReassignablePartitionResponse()
                                .setPartitionIndex(partition.partitionIndex())
                                .setErrorCode(outcome.error().code())
                                .setErrorMessage(outcome.message());
                    })
                    .toList();
            response.responses()
                    .add(new ReassignableTopicResponse().setName(topic.name()).setPartitions(partitions));
        }
        return Responses.now(context, response);
    }

    /**
     * @param replicas the brokers wanted; {@code null} to give up what is under way
     */
    private ApiError outcome(String topic, int partition, List<Integer> replicas) {
        if (topics.byName(topic).isEmpty()) {
            return new ApiError(Errors.UNKNOWN_TOPIC_OR_PARTITION, "Unable to find a topic named " + topic + ".");
        }
        if (topics.byName(topic).flatMap(known -> known.partition(partition)).isEmpty()) {
            return new ApiError(
                    Errors.UNKNOWN_TOPIC_OR_PARTITION, "Unable to find partition " + topic + ":" + partition + ".");
        }
        if (replicas == null) {
            return new ApiError(Errors.NO_REASSIGNMENT_IN_PROGRESS);
        }
        return assignment(replicas);
    }

    private ApiError assignment(List<Integer> replicas) {
        if (replicas.isEmpty()) {
            return invalid("includes an empty replica list.");
        }
        Set<Integer> seen = new HashSet<>();
        for (int replica : replicas) {
            if (replica < 0) {
                return invalid("includes an invalid broker ID " + replica + ".");
            }
            if (!seen.add(replica)) {
                return invalid("includes the broker " + replica + " more than once.");
            }
            if (replica != node.get().id()) {
                return invalid("includes broker " + replica + ", but no such broker is registered.");
            }
        }
        return ApiError.NONE;
    }

    private static ApiError invalid(String why) {
        return new ApiError(Errors.INVALID_REPLICA_ASSIGNMENT, "The manual partition assignment " + why);
    }
}
