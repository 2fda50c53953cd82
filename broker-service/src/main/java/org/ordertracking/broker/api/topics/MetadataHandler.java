package org.ordertracking.broker.api.topics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.MetadataRequestData.MetadataRequestTopic;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseBroker;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponsePartition;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseTopic;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.MetadataRequest;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.AuthorizedOperations;
import org.ordertracking.broker.api.BrokerNode;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.api.Responses;
import org.ordertracking.broker.topic.Partition;
import org.ordertracking.broker.topic.Topic;
import org.ordertracking.broker.topic.TopicRegistry;

/** Names the broker and describes topics, creating those that are asked for and missing, where that is allowed. */
final class MetadataHandler implements ApiHandler<MetadataRequest> {
    private final TopicRegistry topics;
    private final Supplier<BrokerNode> node;
    private final boolean autoCreate;

    MetadataHandler(TopicRegistry topics, Supplier<BrokerNode> node, boolean autoCreate) {
        this.topics = topics;
        this.node = node;
        this.autoCreate = autoCreate;
    }

    @Override
    public CompletionStage<ApiResponse> handle(RequestContext context, MetadataRequest request) {
        MetadataResponseData response = describeCluster(request.data().includeClusterAuthorizedOperations());
        boolean operations = request.data().includeTopicAuthorizedOperations();
        if (request.isAllTopics()) {
            topics.all().forEach(topic -> response.topics().add(withOperations(describe(topic), operations)));
            return Responses.now(context, response);
        }
        boolean mayCreate = autoCreate && request.data().allowAutoTopicCreation();
        List<CompletableFuture<MetadataResponseTopic>> described = new ArrayList<>();
        for (MetadataRequestTopic wanted : request.data().topics()) {
            described.add(
                    isById(wanted)
                            ? CompletableFuture.completedFuture(describeById(wanted.topicId()))
                            : describeByName(wanted.name(), mayCreate));
        }
        CompletableFuture<Void> all = CompletableFuture.allOf(described.toArray(CompletableFuture[]::new));
        return Responses.later(context, all.thenApply(done -> {
            described.forEach(topic -> response.topics().add(withOperations(topic.join(), operations)));
            return response;
        }));
    }

    private static MetadataResponseTopic withOperations(MetadataResponseTopic topic, boolean asked) {
        boolean shown = asked && topic.errorCode() == Errors.NONE.code();
        return topic.setTopicAuthorizedOperations(
                shown ? AuthorizedOperations.OF_TOPIC : AuthorizedOperations.NOT_ASKED);
    }

    private MetadataResponseData describeCluster(boolean operations) {
        BrokerNode self = node.get();
        MetadataResponseData response = new MetadataResponseData()
                .setClusterId(self.clusterId())
                .setControllerId(self.id())
                .setClusterAuthorizedOperations(
                        operations ? AuthorizedOperations.OF_CLUSTER : AuthorizedOperations.NOT_ASKED);
        response.brokers()
                .add(new MetadataResponseBroker()
                        .setNodeId(self.id())
                        .setHost(self.host())
                        .setPort(self.port()));
        return response;
    }

    private CompletableFuture<MetadataResponseTopic> describeByName(String name, boolean mayCreate) {
        Optional<Topic> known = topics.byName(name);
        if (known.isPresent()) {
            return CompletableFuture.completedFuture(describe(known.get()));
        }
        if (!mayCreate) {
            return CompletableFuture.completedFuture(missing(name, Uuid.ZERO_UUID, missingError(name)));
        }
        return topics.getOrCreate(name)
                .thenApply(this::describe)
                .exceptionally(failure -> missing(name, Uuid.ZERO_UUID, Errors.forException(Responses.cause(failure))))
                .toCompletableFuture();
    }

    private static Errors missingError(String name) {
        return org.apache.kafka.common.internals.Topic.isValid(name)
                ? Errors.UNKNOWN_TOPIC_OR_PARTITION
                : Errors.INVALID_TOPIC_EXCEPTION;
    }

    /** A consumer that subscribes by expression sends the id with an empty name, others with none. */
    private static boolean isById(MetadataRequestTopic wanted) {
        return wanted.name() == null || !wanted.topicId().equals(Uuid.ZERO_UUID);
    }

    private MetadataResponseTopic describeById(Uuid id) {
        return topics.byId(id).map(this::describe).orElseGet(() -> missing(null, id, Errors.UNKNOWN_TOPIC_ID));
    }

    private static MetadataResponseTopic missing(String name, Uuid id, Errors error) {
        return new MetadataResponseTopic().setName(name).setTopicId(id).setErrorCode(error.code());
    }

    private MetadataResponseTopic describe(Topic topic) {
        List<Integer> self = List.of(node.get().id());
        List<MetadataResponsePartition> partitions =
                new ArrayList<>(topic.partitions().size());
        for (Partition partition : topic.partitions()) {
            partitions.add(new MetadataResponsePartition()
                    .setPartitionIndex(partition.index())
                    .setLeaderId(self.get(0))
                    .setLeaderEpoch(Partition.LEADER_EPOCH)
                    .setReplicaNodes(self)
                    .setIsrNodes(self));
        }
        return new MetadataResponseTopic()
                .setName(topic.name())
                .setTopicId(topic.id())
                .setIsInternal(topic.internal())
                .setPartitions(partitions);
    }
}
