package org.ordertracking.broker.api.topics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidReplicaAssignmentException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableReplicaAssignment;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableReplicaAssignmentCollection;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopic;
import org.apache.kafka.common.message.CreateTopicsResponseData;
import org.apache.kafka.common.message.CreateTopicsResponseData.CreatableTopicConfigs;
import org.apache.kafka.common.message.CreateTopicsResponseData.CreatableTopicResult;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.CreateTopicsRequest;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.BrokerNode;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.api.Responses;
import org.ordertracking.broker.api.configs.TopicConfigs;
import org.ordertracking.broker.quota.ClientQuotas;
import org.ordertracking.broker.quota.MutationBudget;
import org.ordertracking.broker.topic.NewTopic;
import org.ordertracking.broker.topic.PlannedTopic;
import org.ordertracking.broker.topic.TopicRegistry;

/** Creates topics, each on its own: one that is refused does not hold up the others. */
final class CreateTopicsHandler implements ApiHandler<CreateTopicsRequest> {
    private static final short REPLICATION_FACTOR = 1;
    private static final short FIRST_VERSION_WITH_QUOTA_ERROR = 6;

    private final TopicRegistry topics;
    private final Supplier<BrokerNode> node;
    private final ClientQuotas quotas;

    CreateTopicsHandler(TopicRegistry topics, Supplier<BrokerNode> node, ClientQuotas quotas) {
        this.topics = topics;
        this.node = node;
        this.quotas = quotas;
    }

    @Override
    public CompletionStage<ApiResponse> handle(RequestContext context, CreateTopicsRequest request) {
        MutationBudget budget = quotas.mutations(
                context.principal().getName(), context.clientId(), context.version() >= FIRST_VERSION_WITH_QUOTA_ERROR);
        Map<String, CompletableFuture<CreatableTopicResult>> results = new LinkedHashMap<>();
        Set<String> repeated = repeatedNames(request);
        for (CreatableTopic wanted : request.data().topics()) {
            results.computeIfAbsent(
                    wanted.name(),
                    name -> create(wanted, repeated, request.data().validateOnly(), budget)
                            .exceptionally(failure -> refused(name, failure)));
        }
        CompletableFuture<Void> all = CompletableFuture.allOf(results.values().toArray(CompletableFuture[]::new));
        return Responses.throttled(context, budget, all.thenApply(done -> {
            CreateTopicsResponseData response =
                    new CreateTopicsResponseData().setThrottleTimeMs(budget.throttleMillis());
            results.values().forEach(result -> response.topics().add(result.join()));
            return response;
        }));
    }

    private static Set<String> repeatedNames(CreateTopicsRequest request) {
        Set<String> seen = new HashSet<>();
        Set<String> repeated = new HashSet<>();
        request.data().topics().forEach(topic -> {
            if (!seen.add(topic.name())) {
                repeated.add(topic.name());
            }
        });
        return repeated;
    }

    private CompletableFuture<CreatableTopicResult> create(
            CreatableTopic wanted, Set<String> repeated, boolean validateOnly, MutationBudget budget) {
        try {
            if (repeated.contains(wanted.name())) {
                throw new InvalidRequestException("topic '%s' stands twice in the request".formatted(wanted.name()));
            }
            NewTopic topic = new NewTopic(wanted.name(), partitionsOf(wanted), configsOf(wanted));
            return topics.create(topic, validateOnly, budget::take)
                    .thenApply(this::created)
                    .toCompletableFuture();
        } catch (RuntimeException refusal) {
            return CompletableFuture.failedFuture(refusal);
        }
    }

    private int partitionsOf(CreatableTopic wanted) {
        if (!wanted.assignments().isEmpty()) {
            if (wanted.numPartitions() != NewTopic.DEFAULT_PARTITIONS || wanted.replicationFactor() != -1) {
                throw new InvalidRequestException(
                        "a topic with replica assignments takes numPartitions and replicationFactor -1");
            }
            requireAssignedHere(wanted.assignments());
            return wanted.assignments().size();
        }
        if (wanted.replicationFactor() != -1 && wanted.replicationFactor() != REPLICATION_FACTOR) {
            throw new InvalidReplicationFactorException(
                    "replication factor %d is not possible: this broker is a single node; use 1 or -1, or a Kafka cluster for replicas"
                            .formatted(wanted.replicationFactor()));
        }
        return wanted.numPartitions();
    }

    private void requireAssignedHere(CreatableReplicaAssignmentCollection assignments) {
        List<Integer> self = List.of(node.get().id());
        for (int index = 0; index < assignments.size(); index++) {
            CreatableReplicaAssignment assignment = assignments.find(index);
            if (assignment == null) {
                throw new InvalidReplicaAssignmentException(
                        "partitions must be numbered from 0 without gaps; %d is missing".formatted(index));
            }
            if (!assignment.brokerIds().equals(self)) {
                throw new InvalidReplicaAssignmentException(
                        "partition %d is assigned to brokers %s; the only broker is %s"
                                .formatted(index, assignment.brokerIds(), self));
            }
        }
    }

    private static Map<String, String> configsOf(CreatableTopic wanted) {
        Map<String, String> configs = new HashMap<>();
        wanted.configs().forEach(config -> {
            if (config.value() == null) {
                throw new InvalidConfigurationException("config '%s' has no value".formatted(config.name()));
            }
            configs.put(config.name(), config.value());
        });
        return configs;
    }

    private CreatableTopicResult created(PlannedTopic topic) {
        List<CreatableTopicConfigs> configs = new ArrayList<>();
        TopicConfigs.of(topic.settings(), topics.configs().brokerWide())
                .forEach(config -> configs.add(new CreatableTopicConfigs()
                        .setName(config.name())
                        .setValue(config.value())
                        .setConfigSource(config.source().id())
                        .setReadOnly(false)
                        .setIsSensitive(false)));
        return new CreatableTopicResult()
                .setName(topic.name())
                .setTopicId(topic.id())
                .setNumPartitions(topic.partitions())
                .setReplicationFactor(REPLICATION_FACTOR)
                .setConfigs(configs);
    }

    private static CreatableTopicResult refused(String name, Throwable failure) {
        Throwable cause = Responses.cause(failure);
        return new CreatableTopicResult()
                .setName(name)
                .setErrorCode(Errors.forException(cause).code())
                .setErrorMessage(cause.getMessage());
    }
}
