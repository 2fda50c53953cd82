package org.ordertracking.broker.group;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.utils.BufferSupplier;
import org.apache.kafka.coordinator.group.GroupCoordinator;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.TopicImage;
import org.apache.kafka.image.TopicsImage;
import org.jboss.logging.Logger;
import org.ordertracking.broker.topic.MetadataListener;

/**
 * Tells the coordinator what of the metadata matters to groups: topics, since members are assigned their partitions; that
 * partitions are gone, whose offsets it then forgets; and the groups' own configs.
 */
final class MetadataChanges implements MetadataListener {
    private static final Logger LOG = Logger.getLogger(MetadataChanges.class);

    private final GroupCoordinator coordinator;

    MetadataChanges(GroupCoordinator coordinator) {
        this.coordinator = coordinator;
    }

    /** What there is when the coordinator starts. */
    void startFrom(MetadataImage image) {
        coordinator.onNewMetadataImage(image, new MetadataDelta(image));
        image.configs().resourceData().keySet().forEach(resource -> configure(resource, image));
    }

    @Override
    public void onChange(MetadataDelta delta, MetadataImage image) {
        if (delta.topicsDelta() != null) {
            coordinator.onNewMetadataImage(image, delta);
            List<TopicPartition> deleted = deletedPartitions(
                    delta.topicsDelta().deletedTopicIds().stream(),
                    delta.image().topics());
            if (!deleted.isEmpty()) {
                forgetOffsets(deleted);
            }
        }
        if (delta.configsDelta() != null) {
            delta.configsDelta().changes().keySet().forEach(resource -> configure(resource, image));
        }
    }

    private void configure(ConfigResource resource, MetadataImage image) {
        if (resource.type() == ConfigResource.Type.GROUP) {
            coordinator.updateGroupConfig(resource.name(), image.configs().configProperties(resource));
        }
    }

    private static List<TopicPartition> deletedPartitions(Stream<Uuid> ids, TopicsImage before) {
        return ids.map(before::getTopic).flatMap(MetadataChanges::partitionsOf).toList();
    }

    private static Stream<TopicPartition> partitionsOf(TopicImage topic) {
        return topic.partitions().keySet().stream().map(index -> new TopicPartition(topic.name(), index));
    }

    private void forgetOffsets(List<TopicPartition> deleted) {
        try {
            coordinator.onPartitionsDeleted(deleted, BufferSupplier.NO_CACHING);
        } catch (ExecutionException failure) {
            LOG.warnf(
                    "committed offsets of deleted partitions %s stay until they expire: %s",
                    deleted, failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
