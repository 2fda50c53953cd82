package org.ordertracking.broker.api.groups;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopic;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopicConfig;
import org.jboss.logging.Logger;
import org.ordertracking.broker.api.Responses;
import org.ordertracking.broker.topic.NewTopic;
import org.ordertracking.broker.topic.PlannedTopic;
import org.ordertracking.broker.topic.TopicRegistry;

/**
 * Creates the repartition and changelog topics that a Streams group needs, as the coordinator derived them from the
 * group's topology. Nobody waits for it: as long as one is missing, each heartbeat of the group asks again.
 */
final class InternalTopics {
    private static final Logger LOG = Logger.getLogger(InternalTopics.class);

    private final TopicRegistry topics;

    InternalTopics(TopicRegistry topics) {
        this.topics = topics;
    }

    void create(String group, Collection<CreatableTopic> wanted) {
        for (CreatableTopic topic : wanted) {
            if (topic.replicationFactor() > 1) {
                LOG.warnf(
                        "topic %s of Streams group %s is not created: it is to have %d replicas and this is a single node; "
                                + "set replication.factor=-1 in the application",
                        topic.name(), group, topic.replicationFactor());
            } else {
                create(group, topic);
            }
        }
    }

    private void create(String group, CreatableTopic topic) {
        Map<String, String> configs = topic.configs().stream()
                .collect(Collectors.toMap(CreatableTopicConfig::name, CreatableTopicConfig::value));
        CompletionStage<PlannedTopic> creation =
                topics.create(new NewTopic(topic.name(), topic.numPartitions(), configs), false);
        creation.whenComplete((created, failure) -> {
            // Existing by now is what was wanted: heartbeats of several members ask for the same.
            if (failure != null && !(Responses.cause(failure) instanceof TopicExistsException)) {
                LOG.warnf(
                        "topic %s of Streams group %s was not created and its members wait: %s",
                        topic.name(), group, Responses.cause(failure).getMessage());
            }
        });
    }
}
