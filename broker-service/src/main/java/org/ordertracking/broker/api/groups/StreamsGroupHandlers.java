package org.ordertracking.broker.api.groups;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.message.StreamsGroupDescribeResponseData;
import org.apache.kafka.common.message.StreamsGroupHeartbeatRequestData;
import org.apache.kafka.common.message.StreamsGroupHeartbeatRequestData.Subtopology;
import org.apache.kafka.common.message.StreamsGroupHeartbeatRequestData.TopicInfo;
import org.apache.kafka.common.message.StreamsGroupHeartbeatResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.StreamsGroupDescribeRequest;
import org.apache.kafka.common.requests.StreamsGroupHeartbeatRequest;
import org.apache.kafka.coordinator.group.GroupCoordinator;
import org.apache.kafka.coordinator.group.streams.StreamsGroupHeartbeatResult;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.api.Responses;

/** Membership of Kafka Streams groups (KIP-1071), whose topology and tasks the coordinator knows. */
final class StreamsGroupHandlers {
    private final GroupCoordinator groups;
    private final InternalTopics internalTopics;

    StreamsGroupHandlers(GroupCoordinator groups, InternalTopics internalTopics) {
        this.groups = groups;
        this.internalTopics = internalTopics;
    }

    /** Topics that the topology still needs are created in the background: the member asks again until they are there. */
    CompletionStage<ApiResponse> heartbeat(RequestContext context, StreamsGroupHeartbeatRequest request) {
        Optional<String> refusal = refusalOf(request.data());
        if (refusal.isPresent()) {
            return Responses.now(
                    context,
                    new StreamsGroupHeartbeatResponseData()
                            .setErrorCode(Errors.STREAMS_INVALID_TOPOLOGY.code())
                            .setErrorMessage(refusal.get()));
        }
        return Responses.later(
                context,
                groups.streamsGroupHeartbeat(context, request.data())
                        .thenApply(result -> createMissing(request.data().groupId(), result)));
    }

    private StreamsGroupHeartbeatResponseData createMissing(String group, StreamsGroupHeartbeatResult result) {
        internalTopics.create(group, result.creatableTopics().values());
        return result.data();
    }

    CompletionStage<ApiResponse> describe(RequestContext context, StreamsGroupDescribeRequest request) {
        boolean operations = request.data().includeAuthorizedOperations();
        return Responses.later(
                context,
                groups.streamsGroupDescribe(context, request.data().groupIds()).thenApply(described -> {
                    if (operations) {
                        described.stream()
                                .filter(group -> group.errorCode() == Errors.NONE.code())
                                .forEach(group -> group.setAuthorizedOperations(GroupOperations.AUTHORIZED));
                    }
                    return new StreamsGroupDescribeResponseData().setGroups(described);
                }));
    }

    /** A topology may neither touch the broker's own topics nor name ones that cannot exist. */
    private static Optional<String> refusalOf(StreamsGroupHeartbeatRequestData request) {
        if (request.topology() == null) {
            return Optional.empty();
        }
        Set<String> topics = request.topology().subtopologies().stream()
                .flatMap(StreamsGroupHandlers::topicsOf)
                .collect(Collectors.toSet());
        List<String> internal =
                topics.stream().filter(Topic::isInternal).sorted().toList();
        if (!internal.isEmpty()) {
            return Optional.of("Use of Kafka internal topics %s in a Kafka Streams topology is prohibited."
                    .formatted(String.join(",", internal)));
        }
        List<String> invalid =
                topics.stream().filter(name -> !Topic.isValid(name)).sorted().toList();
        return invalid.isEmpty()
                ? Optional.empty()
                : Optional.of("Topic names %s are not valid topic names.".formatted(String.join(",", invalid)));
    }

    private static Stream<String> topicsOf(Subtopology subtopology) {
        return Stream.of(
                        subtopology.sourceTopics(),
                        subtopology.repartitionSinkTopics(),
                        names(subtopology.repartitionSourceTopics()),
                        names(subtopology.stateChangelogTopics()))
                .flatMap(Collection::stream);
    }

    private static List<String> names(List<TopicInfo> topics) {
        return topics.stream().map(TopicInfo::name).toList();
    }
}
