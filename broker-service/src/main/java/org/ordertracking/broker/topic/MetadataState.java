package org.ordertracking.broker.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
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
        new TreeMap<>(topic.settings().overrides())
                .forEach((name, value) -> records.add(record(new ConfigRecord()
                        .setResourceType(ConfigResource.Type.TOPIC.id())
                        .setResourceName(topic.name())
                        .setName(name)
                        .setValue(value))));
        List<Integer> self = List.of(nodeId);
        for (int partition = 0; partition < topic.partitions(); partition++) {
            records.add(record(new PartitionRecord()
                    .setTopicId(topic.id())
                    .setPartitionId(partition)
                    .setReplicas(self)
                    .setIsr(self)
                    .setLeader(nodeId)
                    .setLeaderEpoch(Partition.LEADER_EPOCH)
                    .setPartitionEpoch(0)));
        }
        return records;
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

    private StoredTopic stored(TopicImage topic) {
        Map<String, String> configs =
                image.configs().configMapForResource(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()));
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
