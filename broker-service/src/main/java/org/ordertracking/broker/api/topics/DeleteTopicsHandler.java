package org.ordertracking.broker.api.topics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.message.DeleteTopicsRequestData.DeleteTopicState;
import org.apache.kafka.common.message.DeleteTopicsResponseData;
import org.apache.kafka.common.message.DeleteTopicsResponseData.DeletableTopicResult;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.DeleteTopicsRequest;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.api.Responses;
import org.ordertracking.broker.quota.ClientQuotas;
import org.ordertracking.broker.quota.MutationBudget;
import org.ordertracking.broker.topic.Topic;
import org.ordertracking.broker.topic.TopicRegistry;

/** Deletes topics by name, or by id from version 6 on. */
final class DeleteTopicsHandler implements ApiHandler<DeleteTopicsRequest> {
    private static final short FIRST_VERSION_WITH_QUOTA_ERROR = 5;

    private final TopicRegistry topics;
    private final ClientQuotas quotas;

    DeleteTopicsHandler(TopicRegistry topics, ClientQuotas quotas) {
        this.topics = topics;
        this.quotas = quotas;
    }

    @Override
    public CompletionStage<ApiResponse> handle(RequestContext context, DeleteTopicsRequest request) {
        MutationBudget budget = quotas.mutations(
                context.principal().getName(), context.clientId(), context.version() >= FIRST_VERSION_WITH_QUOTA_ERROR);
        List<CompletableFuture<DeletableTopicResult>> results = new ArrayList<>();
        if (context.version() >= 6) {
            for (DeleteTopicState wanted : request.data().topics()) {
                results.add(wanted.name() != null ? byName(wanted.name(), budget) : byId(wanted.topicId(), budget));
            }
        } else {
            request.data().topicNames().forEach(name -> results.add(byName(name, budget)));
        }
        CompletableFuture<Void> all = CompletableFuture.allOf(results.toArray(CompletableFuture[]::new));
        return Responses.throttled(context, budget, all.thenApply(done -> {
            DeleteTopicsResponseData response =
                    new DeleteTopicsResponseData().setThrottleTimeMs(budget.throttleMillis());
            results.forEach(result -> response.responses().add(result.join()));
            return response;
        }));
    }

    private CompletableFuture<DeletableTopicResult> byName(String name, MutationBudget budget) {
        Optional<Topic> topic = topics.byName(name);
        return topic.isPresent()
                ? delete(topic.get(), budget)
                : refused(name, Uuid.ZERO_UUID, new UnknownTopicOrPartitionException("no topic '" + name + "'"));
    }

    private CompletableFuture<DeletableTopicResult> byId(Uuid id, MutationBudget budget) {
        Optional<Topic> topic = topics.byId(id);
        return topic.isPresent()
                ? delete(topic.get(), budget)
                : refused(null, id, new UnknownTopicIdException("no topic with id " + id));
    }

    private CompletableFuture<DeletableTopicResult> delete(Topic topic, MutationBudget budget) {
        if (topic.internal()) {
            return refused(
                    topic.name(),
                    topic.id(),
                    new InvalidTopicException("'" + topic.name() + "' is internal: the broker keeps its state in it"));
        }
        return topics.delete(topic.id(), budget::take)
                .thenApply(
                        gone -> new DeletableTopicResult().setName(topic.name()).setTopicId(topic.id()))
                .exceptionallyCompose(failure -> refused(topic.name(), topic.id(), failure))
                .toCompletableFuture();
    }

    private static CompletableFuture<DeletableTopicResult> refused(String name, Uuid id, Throwable failure) {
        Throwable cause = Responses.cause(failure);
        return CompletableFuture.completedFuture(new DeletableTopicResult()
                .setName(name)
                .setTopicId(id)
                .setErrorCode(Errors.forException(cause).code())
                .setErrorMessage(cause.getMessage()));
    }
}
