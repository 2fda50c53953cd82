package org.ordertracking.broker.topic;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.server.common.ApiMessageAndVersion;
import org.jboss.logging.Logger;

/**
 * The configs that were set for topics, brokers, groups and whatever else Kafka configures: records of the metadata log.
 * Those of topics and brokers take effect here; who lives by others hears of them as a {@link MetadataListener}.
 */
public final class ResourceConfigs {
    private static final Logger LOG = Logger.getLogger(ResourceConfigs.class);
    private static final String ALL_BROKERS = "";

    private final MetadataJournal journal;
    private final TopicTable topics;
    private final Map<String, String> fromSettings;
    private final int nodeId;

    ResourceConfigs(MetadataJournal journal, TopicTable topics, Map<String, String> fromSettings, int nodeId) {
        this.journal = journal;
        this.topics = topics;
        this.fromSettings = fromSettings;
        this.nodeId = nodeId;
    }

    /** What was set for a resource, by name; empty for one that is not there. */
    public Map<String, String> of(ConfigResource resource) {
        return Map.copyOf(journal.state().configs(resource));
    }

    /** The resources of a type for which anything is set, by name. */
    public List<String> configured(ConfigResource.Type type) {
        return journal.state().configuredResources(type);
    }

    /** What topics get for configs that they do not set. */
    public BrokerWideConfigs brokerWide() {
        return new BrokerWideConfigs(fromSettings, of(broker(ALL_BROKERS)), of(broker(String.valueOf(nodeId))));
    }

    /**
     * Changes the configs of a resource, as a whole or not at all. The stage fails with the {@code ApiException} that tells
     * a client why not.
     *
     * @param edit makes what is wanted of what is set; called on the thread of changes, may throw what the stage is to fail
     *     with. Values of groups and client metrics are checked by nobody else
     * @param validateOnly check and answer, but change nothing
     */
    public CompletionStage<Void> alter(
            ConfigResource resource, UnaryOperator<Map<String, String>> edit, boolean validateOnly) {
        return journal.change(() -> {
            Map<String, String> wanted = Map.copyOf(edit.apply(of(resource)));
            Runnable effect = check(resource, wanted);
            List<ApiMessageAndVersion> records = journal.state().reconfiguration(resource, wanted);
            if (!validateOnly && !records.isEmpty()) {
                journal.commit(records, effect);
                LOG.infof("configs of %s '%s' are now %s", resource.type(), resource.name(), wanted);
            }
            return null;
        });
    }

    private Runnable check(ConfigResource resource, Map<String, String> wanted) {
        return switch (resource.type()) {
            case TOPIC -> checkTopic(resource.name(), wanted);
            case BROKER -> {
                BrokerWideConfigs.validate(wanted);
                yield this::reconfigureAll;
            }
            default -> () -> {};
        };
    }

    private Runnable checkTopic(String name, Map<String, String> wanted) {
        Topic topic = topics.byName(name)
                .orElseThrow(() -> new UnknownTopicOrPartitionException("The topic '" + name + "' does not exist."));
        TopicSettings settings = TopicSettings.changed(
                wanted, topic.settings().overrides(), brokerWide().forTopics());
        return () -> reconfigure(topic, settings);
    }

    private void reconfigureAll() {
        Map<String, String> defaults = brokerWide().forTopics();
        List.copyOf(topics.all())
                .forEach(topic ->
                        reconfigure(topic, TopicSettings.stored(topic.settings().overrides(), defaults)));
    }

    private void reconfigure(Topic topic, TopicSettings settings) {
        topic.partitions().forEach(partition -> partition.log().configure(settings.forLog()));
        topics.publish(new Topic(topic.name(), topic.id(), topic.partitions(), settings));
    }

    private static ConfigResource broker(String name) {
        return new ConfigResource(ConfigResource.Type.BROKER, name);
    }
}
