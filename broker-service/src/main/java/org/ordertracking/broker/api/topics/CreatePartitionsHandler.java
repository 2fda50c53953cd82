package org.ordertracking.broker.api.topics;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.InvalidReplicaAssignmentException;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.message.CreatePartitionsRequestData.CreatePartitionsAssignment;
import org.apache.kafka.common.message.CreatePartitionsRequestData.CreatePartitionsTopic;
import org.apache.kafka.common.message.CreatePartitionsResponseData;
import org.apache.kafka.common.message.CreatePartitionsResponseData.CreatePartitionsTopicResult;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.CreatePartitionsRequest;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.BrokerNode;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.api.Responses;
import org.ordertracking.broker.quota.ClientQuotas;
import org.ordertracking.broker.quota.MutationBudget;
import org.ordertracking.broker.topic.Topic;
import org.ordertracking.broker.topic.TopicRegistry;

/** Gives topics more partitions, each topic on its own: one that is refused does not hold up the others. */
final class CreatePartitionsHandler implements ApiHandler<CreatePartitionsRequest> {
    private static final short FIRST_VERSION_WITH_QUOTA_ERROR = 3;

    private final TopicRegistry topics;
    private final Supplier<BrokerNode> node;
    private final ClientQuotas quotas;

    CreatePartitionsHandler(TopicRegistry topics, Supplier<BrokerNode> node, ClientQuotas quotas) {
        this.topics = topics;
        this.node = node;
        this.quotas = quotas;
    }

    @Override
    public CompletionStage<ApiResponse> handle(RequestContext context, CreatePartitionsRequest request) {
        MutationBudget budget = quotas.mutations(
                context.principal().getName(), context.clientId(), context.version() >= FIRST_VERSION_WITH_QUOTA_ERROR);
        boolean validateOnly = request.data().validateOnly();
        List<CompletableFuture<CreatePartitionsTopicResult>> results = request.data().topics().stream()
                .collect(Collectors.groupingBy(
                        CreatePartitionsTopic::name, java.util.LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(wanted -> grow(wanted, validateOnly, budget)
                        .handle((done, failure) -> result(wanted.get(0).name(), failure)))
                .toList();
        CompletableFuture<Void> all = CompletableFuture.allOf(results.toArray(CompletableFuture[]::new));
        return Responses.throttled(
                context,
                budget,
                all.thenApply(done -> new CreatePartitionsResponseData()
                        .setThrottleTimeMs(budget.throttleMillis())
                        .setResults(
                                results.stream().map(CompletableFuture::join).toList())));
    }

    /**
     * @param wanted what the request says of one topic
     */
    private CompletableFuture<Void> grow(
            List<CreatePartitionsTopic> wanted, boolean validateOnly, MutationBudget budget) {
        try {
            if (wanted.size() > 1) {
                throw new InvalidRequestException("Duplicate topic name.");
            }
            CreatePartitionsTopic growth = wanted.get(0);
            Topic topic = topics.byName(growth.name())
                    .orElseThrow(() -> new UnknownTopicOrPartitionException("no topic '" + growth.name() + "'"));
            if (topic.internal()) {
                throw new InvalidTopicException(
                        "'%s' is internal: state is found in it by its number of partitions, so that more of them would lose it"
                                .formatted(topic.name()));
            }
            if (growth.assignments() != null) {
                requireAssignedHere(
                        growth.assignments(),
                        growth.count() - topic.partitions().size());
            }
            return topics.grow(topic.id(), growth.count(), validateOnly, budget::take)
                    .toCompletableFuture();
        } catch (RuntimeException refusal) {
            return CompletableFuture.failedFuture(refusal);
        }
    }

    private void requireAssignedHere(List<CreatePartitionsAssignment> assignments, int additional) {
        // A count that is no increase is an error of its own, found later.
        if (additional > 0 && assignments.size() != additional) {
            throw new InvalidReplicaAssignmentException(
                    "Attempted to add %d additional partition(s), but %d assignment(s) were specified."
                            .formatted(additional, assignments.size()));
        }
        List<Integer> self = List.of(node.get().id());
        for (CreatePartitionsAssignment assignment : assignments) {
            if (!assignment.brokerIds().equals(self)) {
                throw new InvalidReplicaAssignmentException(
                        "a partition is assigned to brokers %s; the only broker is %s"
                                .formatted(assignment.brokerIds(), self));
            }
        }
    }

    private static CreatePartitionsTopicResult result(String name, Throwable failure) {
        CreatePartitionsTopicResult result = new CreatePartitionsTopicResult().setName(name);
        if (failure == null) {
            // Older clients cannot read a message that is there but empty.
            return result.setErrorMessage(null);
        }
        Throwable cause = Responses.cause(failure);
        return result.setErrorCode(Errors.forException(cause).code()).setErrorMessage(cause.getMessage());
    }
}
