package org.ordertracking.broker.group;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.BufferSupplier;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.coordinator.common.runtime.CoordinatorRuntimeMetricsImpl;
import org.apache.kafka.coordinator.group.GroupConfigManager;
import org.apache.kafka.coordinator.group.GroupCoordinator;
import org.apache.kafka.coordinator.group.GroupCoordinatorConfig;
import org.apache.kafka.coordinator.group.GroupCoordinatorRecordSerde;
import org.apache.kafka.coordinator.group.GroupCoordinatorService;
import org.apache.kafka.coordinator.group.metrics.GroupCoordinatorMetrics;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.TopicImage;
import org.apache.kafka.image.TopicsImage;
import org.apache.kafka.server.metrics.KafkaYammerMetrics;
import org.apache.kafka.server.share.persister.NoOpStatePersister;
import org.apache.kafka.server.util.timer.Timer;
import org.jboss.logging.Logger;
import org.ordertracking.broker.coordinator.BorrowedTimer;
import org.ordertracking.broker.coordinator.StateLogLoader;
import org.ordertracking.broker.coordinator.StateLogWriter;
import org.ordertracking.broker.coordinator.StateTopic;
import org.ordertracking.broker.topic.NewTopic;
import org.ordertracking.broker.topic.TopicRegistry;

/**
 * Kafka's own group coordinator, running on our {@code __consumer_offsets}.
 *
 * <pre>
 *   {@link #start} ──► LOADING (requests are answered COORDINATOR_LOAD_IN_PROGRESS, which clients retry)
 *                         │ every partition of __consumer_offsets replayed
 *                         ▼
 *                      ACTIVE ── {@link #close} ──► CLOSED
 * </pre>
 */
public final class GroupCoordination implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(GroupCoordination.class);
    private static final String METRICS_GROUP = "group-coordinator-metrics";
    private static final int LEADER_EPOCH = 0;

    private final GroupCoordinatorService coordinator;
    private final StateLogLoader loader;

    private GroupCoordination(GroupCoordinatorService coordinator, StateLogLoader loader) {
        this.coordinator = coordinator;
        this.loader = loader;
    }

    /** Starts the coordinator; loading goes on in the background. */
    public static GroupCoordination start(GroupSettings settings, TopicRegistry topics, Timer timer, int nodeId) {
        StateTopic offsets = StateTopic.open(topics, offsetsTopic(settings))
                .toCompletableFuture()
                .join();
        Time time = Time.SYSTEM;
        StateLogLoader loader =
                new StateLogLoader(offsets, new GroupCoordinatorRecordSerde(), time, "group-coordinator-loader");
        Metrics metrics = new Metrics(time);
        GroupCoordinatorService service = new GroupCoordinatorService.Builder(nodeId, configOf(settings))
                .withWriter(new StateLogWriter(offsets))
                .withLoader(loader)
                .withTime(time)
                .withTimer(new BorrowedTimer(timer))
                .withCoordinatorRuntimeMetrics(new CoordinatorRuntimeMetricsImpl(metrics, METRICS_GROUP))
                .withGroupCoordinatorMetrics(new GroupCoordinatorMetrics(KafkaYammerMetrics.defaultRegistry(), metrics))
                .withGroupConfigManager(new GroupConfigManager(Map.of()))
                .withPersister(new NoOpStatePersister())
                .withAuthorizerPlugin(Optional.empty())
                .build();
        GroupCoordination coordination = new GroupCoordination(service, loader);
        coordination.startUp(topics, offsets);
        return coordination;
    }

    private void startUp(TopicRegistry topics, StateTopic offsets) {
        coordinator.startup(offsets::partitions);
        topics.listen(this::onMetadata);
        MetadataImage image = topics.image();
        coordinator.onNewMetadataImage(image, new MetadataDelta(image));
        IntStream.range(0, offsets.partitions()).forEach(index -> coordinator.onElection(index, LEADER_EPOCH));
    }

    private static NewTopic offsetsTopic(GroupSettings settings) {
        return new NewTopic(
                Topic.GROUP_METADATA_TOPIC_NAME,
                settings.offsetsPartitions(),
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT,
                        TopicConfig.SEGMENT_BYTES_CONFIG,
                        String.valueOf(settings.offsetsSegmentBytes())));
    }

    /** The coordinator, for the handlers of group requests. */
    public GroupCoordinator coordinator() {
        return coordinator;
    }

    private void onMetadata(MetadataDelta delta, MetadataImage image) {
        if (delta.topicsDelta() == null) {
            return;
        }
        coordinator.onNewMetadataImage(image, delta);
        List<TopicPartition> deleted = deletedPartitions(
                delta.topicsDelta().deletedTopicIds().stream(), delta.image().topics());
        if (!deleted.isEmpty()) {
            forgetOffsets(deleted);
        }
    }

    private static List<TopicPartition> deletedPartitions(Stream<Uuid> ids, TopicsImage before) {
        return ids.map(before::getTopic)
                .flatMap(GroupCoordination::partitionsOf)
                .toList();
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

    private static GroupCoordinatorConfig configOf(GroupSettings settings) {
        Map<String, Object> values = new HashMap<>();
        values.put(GroupCoordinatorConfig.OFFSETS_TOPIC_PARTITIONS_CONFIG, settings.offsetsPartitions());
        values.put(GroupCoordinatorConfig.OFFSETS_TOPIC_SEGMENT_BYTES_CONFIG, settings.offsetsSegmentBytes());
        values.put(
                GroupCoordinatorConfig.GROUP_INITIAL_REBALANCE_DELAY_MS_CONFIG, settings.initialRebalanceDelayMillis());
        values.put(GroupCoordinatorConfig.OFFSETS_RETENTION_MINUTES_CONFIG, settings.offsetsRetentionMinutes());
        values.put(GroupCoordinatorConfig.GROUP_COORDINATOR_NUM_THREADS_CONFIG, settings.threads());
        return new GroupCoordinatorConfig(new AbstractConfig(GroupCoordinatorConfig.CONFIG_DEF, values, false));
    }

    @Override
    public void close() {
        coordinator.shutdown();
        loader.close();
    }
}
