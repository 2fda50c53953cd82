package org.ordertracking.broker.api.topics;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.message.ElectLeadersRequestData.TopicPartitions;
import org.apache.kafka.common.message.ElectLeadersResponseData;
import org.apache.kafka.common.message.ElectLeadersResponseData.PartitionResult;
import org.apache.kafka.common.message.ElectLeadersResponseData.ReplicaElectionResult;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.ApiError;
import org.apache.kafka.common.requests.ElectLeadersRequest;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.api.Responses;
import org.ordertracking.broker.topic.Topic;
import org.ordertracking.broker.topic.TopicRegistry;

/** Answers whoever wants other leaders (KIP-460): every partition has the one leader that it can have. */
final class ElectLeadersHandler implements ApiHandler<ElectLeadersRequest> {
    private static final byte PREFERRED = 0;
    private static final byte UNCLEAN = 1;

    private final TopicRegistry topics;

    ElectLeadersHandler(TopicRegistry topics) {
        this.topics = topics;
    }

    @Override
    public CompletionStage<ApiResponse> handle(RequestContext context, ElectLeadersRequest request) {
        byte type = request.data().electionType();
        if (type != PREFERRED && type != UNCLEAN) {
            throw new InvalidRequestException("Unknown election type %d; 0 is preferred, 1 is unclean".formatted(type));
        }
        ElectLeadersResponseData response = new ElectLeadersResponseData();
        if (request.data().topicPartitions() == null) {
            // Partitions that have their leader are left out of an answer about all.
            topics.all()
                    .forEach(topic ->
                            response.replicaElectionResults().add(new ReplicaElectionResult().setTopic(topic.name())));
        } else {
            for (TopicPartitions wanted : request.data().topicPartitions()) {
                response.replicaElectionResults().add(elect(wanted));
            }
        }
        return Responses.now(context, response);
    }

    private ReplicaElectionResult elect(TopicPartitions wanted) {
        Topic topic = topics.byName(wanted.topic()).orElse(null);
        List<PartitionResult> results = wanted.partitions().stream()
                .map(partition -> result(partition, outcome(wanted.topic(), topic, partition)))
                .toList();
        return new ReplicaElectionResult().setTopic(wanted.topic()).setPartitionResult(results);
    }

    private static ApiError outcome(String name, Topic topic, int partition) {
        if (topic == null) {
            return new ApiError(Errors.UNKNOWN_TOPIC_OR_PARTITION, "No such topic as " + name);
        }
        return topic.partition(partition).isEmpty()
                ? new ApiError(Errors.UNKNOWN_TOPIC_OR_PARTITION, "No such partition as " + name + "-" + partition)
                : new ApiError(Errors.ELECTION_NOT_NEEDED);
    }

    private static PartitionResult result(int partition, ApiError outcome) {
        return new PartitionResult()
                .setPartitionId(partition)
                .setErrorCode(outcome.error().code())
                .setErrorMessage(outcome.message());
    }
}
