package org.ordertracking.broker.console;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.message.CreatePartitionsRequestData;
import org.apache.kafka.common.message.CreatePartitionsRequestData.CreatePartitionsTopic;
import org.apache.kafka.common.message.CreatePartitionsResponseData;
import org.apache.kafka.common.message.CreateTopicsRequestData;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopic;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopicConfig;
import org.apache.kafka.common.message.CreateTopicsResponseData;
import org.apache.kafka.common.message.CreateTopicsResponseData.CreatableTopicResult;
import org.apache.kafka.common.message.DeleteTopicsRequestData;
import org.apache.kafka.common.message.DeleteTopicsRequestData.DeleteTopicState;
import org.apache.kafka.common.message.DeleteTopicsResponseData;
import org.apache.kafka.common.message.DeleteTopicsResponseData.DeletableTopicResult;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData.AlterConfigsResource;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData.AlterableConfig;
import org.apache.kafka.common.message.IncrementalAlterConfigsResponseData;
import org.ordertracking.broker.console.view.ConfigViews;
import org.ordertracking.broker.console.view.TopicViews;

/** Changes topics, as a client does: each stage fails with the problem that says why not. */
public final class TopicChanges {
    private static final int TIMEOUT_MILLIS = 30_000;
    private static final int DEFAULT = -1;
    private static final int MOST_CONFIGS = 100;

    private final TopicQueries topics;
    private final LocalClient broker;

    TopicChanges(TopicQueries topics, LocalClient broker) {
        this.topics = topics;
        this.broker = broker;
    }

    public CompletionStage<TopicViews.Summary> create(TopicViews.Creation wanted) {
        if (wanted.name() == null || wanted.name().isEmpty()) {
            throw Problems.invalid("name", "a name", "Give the topic one.");
        }
        CreatableTopic topic = new CreatableTopic()
                .setName(wanted.name())
                .setNumPartitions(wanted.partitions() == null ? DEFAULT : wanted.partitions())
                .setReplicationFactor((short) DEFAULT);
        for (ConfigViews.Value config : given(wanted.configs())) {
            topic.configs()
                    .add(new CreatableTopicConfig().setName(config.name()).setValue(config.value()));
        }
        CreateTopicsRequestData request = new CreateTopicsRequestData().setTimeoutMs(TIMEOUT_MILLIS);
        request.topics().add(topic);
        return broker.ask(request, CreateTopicsResponseData.class).thenApply(answer -> {
            CreatableTopicResult result = answer.topics().iterator().next();
            Problems.requireNone(result.errorCode(), "Topic '" + wanted.name() + "'", result.errorMessage());
            return topics.one(wanted.name());
        });
    }

    public CompletionStage<TopicViews.Summary> grow(String name, TopicViews.Growth growth) {
        if (growth.partitions() == null) {
            throw Problems.invalid("partitions", "a whole number", "Say how many there are to be.");
        }
        topics.existing(name);
        CreatePartitionsRequestData request = new CreatePartitionsRequestData().setTimeoutMs(TIMEOUT_MILLIS);
        request.topics()
                .add(new CreatePartitionsTopic()
                        .setName(name)
                        .setCount(growth.partitions())
                        .setAssignments(null));
        return broker.ask(request, CreatePartitionsResponseData.class).thenApply(answer -> {
            var result = answer.results().get(0);
            Problems.requireNone(result.errorCode(), "Partitions of '" + name + "'", result.errorMessage());
            return topics.one(name);
        });
    }

    public CompletionStage<Void> delete(String name) {
        if (topics.existing(name).internal()) {
            throw Problems.conflict(
                    "'" + name
                            + "' is the broker's own: without it, groups lose their offsets or transactions their state.",
                    "Delete groups and topics of your own instead.");
        }
        DeleteTopicsRequestData request = new DeleteTopicsRequestData()
                .setTimeoutMs(TIMEOUT_MILLIS)
                .setTopics(List.of(new DeleteTopicState().setName(name)));
        return broker.ask(request, DeleteTopicsResponseData.class).thenAccept(answer -> {
            DeletableTopicResult result = answer.responses().iterator().next();
            Problems.requireNone(result.errorCode(), "Topic '" + name + "'", result.errorMessage());
        });
    }

    /** Sets some of a topic's configs; those that are not named stay as they are. */
    public CompletionStage<Void> configure(String name, ConfigViews.Changes changes) {
        topics.existing(name);
        List<ConfigViews.Value> configs = given(changes.configs());
        if (configs.isEmpty()) {
            throw Problems.invalid("configs", "at least one", "Name what is to be changed.");
        }
        AlterConfigsResource resource = new AlterConfigsResource()
                .setResourceType(ConfigResource.Type.TOPIC.id())
                .setResourceName(name);
        for (ConfigViews.Value config : configs) {
            AlterConfigOp.OpType operation =
                    config.value() == null ? AlterConfigOp.OpType.DELETE : AlterConfigOp.OpType.SET;
            resource.configs()
                    .add(new AlterableConfig()
                            .setName(config.name())
                            .setValue(config.value())
                            .setConfigOperation(operation.id()));
        }
        IncrementalAlterConfigsRequestData request = new IncrementalAlterConfigsRequestData();
        request.resources().add(resource);
        return broker.ask(request, IncrementalAlterConfigsResponseData.class).thenAccept(answer -> {
            var result = answer.responses().get(0);
            Problems.requireNone(result.errorCode(), "Settings of '" + name + "'", result.errorMessage());
        });
    }

    private static List<ConfigViews.Value> given(List<ConfigViews.Value> configs) {
        if (configs == null) {
            return List.of();
        }
        if (configs.size() > MOST_CONFIGS) {
            throw Problems.invalid("configs", "at most %d".formatted(MOST_CONFIGS), "Send fewer at a time.");
        }
        if (configs.stream().anyMatch(config -> config == null || config.name() == null)) {
            throw Problems.invalid("configs", "each with its name", "Name each of them.");
        }
        return configs;
    }
}
