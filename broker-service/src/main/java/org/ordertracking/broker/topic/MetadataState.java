package org.ordertracking.broker.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.metadata.ClientQuotaRecord;
import org.apache.kafka.common.metadata.ConfigRecord;
import org.apache.kafka.common.metadata.FeatureLevelRecord;
import org.apache.kafka.common.metadata.PartitionRecord;
import org.apache.kafka.common.metadata.ProducerIdsRecord;
import org.apache.kafka.common.metadata.RemoveTopicRecord;
import org.apache.kafka.common.metadata.TopicRecord;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.MetadataProvenance;
import org.apache.kafka.image.TopicImage;
import org.apache.kafka.server.common.ApiMessageAndVersion;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * What the metadata log adds up to: the view that is rebuilt from it at start and moves with every record appended.
 * Written by the registry's thread, read by any.
 */
final class MetadataState {
    private static final short VERSION = 0;
    private static final int EPOCH = 0;

    private final int nodeId;
    private volatile MetadataImage image = MetadataImage.EMPTY;

    MetadataState(int nodeId) {
        this.nodeId = nodeId;
    }

    MetadataImage image() {
        return image;
    }

    /** Rebuilds the view from the log. */
    void replay(MetadataLog log) {
        MetadataDelta delta = new MetadataDelta(MetadataImage.EMPTY);
        // Not a record of the log: which metadata version this broker speaks is a matter of the program that runs.
        delta.replay(new FeatureLevelRecord()
                .setName(MetadataVersion.FEATURE_NAME)
                .setFeatureLevel(MetadataVersion.LATEST_PRODUCTION.featureLevel()));
        long[] last = {-1};
        log.replay((offset, record) -> {
            delta.replay(record);
            last[0] = offset;
        });
        image = delta.apply(provenance(last[0]));
    }

    /**
     * Applies records that are in the log by now.
     *
     * @param lastOffset offset of the last of them
     * @return what changed
     */
    MetadataDelta apply(List<ApiMessageAndVersion> records, long lastOffset) {
        MetadataDelta delta = new MetadataDelta(image);
        records.stream().map(ApiMessageAndVersion::message).forEach(delta::replay);
        image = delta.apply(provenance(lastOffset));
        return delta;
    }

    List<StoredTopic> topics() {
        return image.topics().topicsById().values().stream().map(this::stored).toList();
    }

    long nextProducerId() {
        return Math.max(0, image.producerIds().nextProducerId());
    }

    List<ApiMessageAndVersion> addition(PlannedTopic topic) {
        List<ApiMessageAndVersion> records = new ArrayList<>();
        records.add(record(new TopicRecord().setName(topic.name()).setTopicId(topic.id())));
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        new TreeMap<>(topic.settings().overrides())
                .forEach((name, value) -> records.add(config(resource, name, value)));
        records.addAll(partitions(topic.id(), 0, topic.partitions()));
        return records;
    }

    /** The records of some of a topic's partitions: those from one index on, up to but without another. */
    List<ApiMessageAndVersion> partitions(Uuid topicId, int from, int to) {
        List<Integer> self = List.of(nodeId);
        return IntStream.range(from, to)
                .mapToObj(partition -> record(new PartitionRecord()
                        .setTopicId(topicId)
                        .setPartitionId(partition)
                        .setReplicas(self)
                        .setIsr(self)
                        .setLeader(nodeId)
                        .setLeaderEpoch(Partition.LEADER_EPOCH)
                        .setPartitionEpoch(0)))
                .toList();
    }

    /** What was set for a resource: a topic, a group, a broker, or all brokers. */
    Map<String, String> configs(ConfigResource resource) {
        return image.configs().configMapForResource(resource);
    }

    /** The resources of a type for which anything is set. */
    List<String> configuredResources(ConfigResource.Type type) {
        return image.configs().resourceData().entrySet().stream()
                .filter(entry ->
                        entry.getKey().type() == type && !entry.getValue().isEmpty())
                .map(entry -> entry.getKey().name())
                .sorted()
                .toList();
    }

    /** The records that make the configs of a resource what is wanted; none when they are that already. */
    List<ApiMessageAndVersion> reconfiguration(ConfigResource resource, Map<String, String> wanted) {
        Map<String, String> before = configs(resource);
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(wanted.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(before.get(name), wanted.get(name)))
                .map(name -> config(resource, name, wanted.get(name)))
                .toList();
    }

    private static ApiMessageAndVersion config(ConfigResource resource, String name, String value) {
        return record(new ConfigRecord()
                .setResourceType(resource.type().id())
                .setResourceName(resource.name())
                .setName(name)
                .setValue(value));
    }

    List<ApiMessageAndVersion> removal(Uuid topicId) {
        return List.of(record(new RemoveTopicRecord().setTopicId(topicId)));
    }

    /**
     * @param next the first id after the block
     */
    List<ApiMessageAndVersion> producerIdBlock(long next) {
        return List.of(record(new ProducerIdsRecord()
                .setBrokerId(nodeId)
                .setBrokerEpoch(EPOCH)
                .setNextProducerId(next)));
    }

    static List<ApiMessageAndVersion> clientQuotas(List<ClientQuotaRecord> changes) {
        return changes.stream().map(MetadataState::record).toList();
    }

    private StoredTopic stored(TopicImage topic) {
        Map<String, String> configs = configs(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()));
        return new StoredTopic(topic.name(), topic.id(), topic.partitions().size(), configs);
    }

    private static ApiMessageAndVersion record(ApiMessage message) {
        return new ApiMessageAndVersion(message, VERSION);
    }

    private static MetadataProvenance provenance(long offset) {
        return new MetadataProvenance(offset, EPOCH, System.currentTimeMillis(), true);
    }

    /** A topic as the log tells of it. */
    record StoredTopic(String name, Uuid id, int partitions, Map<String, String> configs) {}
}
