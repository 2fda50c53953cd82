package org.ordertracking.broker.share;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.CoordinatorNotAvailableException;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.BufferSupplier;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.coordinator.share.ShareCoordinator;
import org.apache.kafka.coordinator.share.ShareCoordinatorConfig;
import org.apache.kafka.coordinator.share.ShareCoordinatorRecordSerde;
import org.apache.kafka.coordinator.share.ShareCoordinatorService;
import org.apache.kafka.coordinator.share.metrics.ShareCoordinatorMetrics;
import org.apache.kafka.coordinator.share.metrics.ShareCoordinatorRuntimeMetrics;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.server.share.persister.Persister;
import org.apache.kafka.server.util.timer.Timer;
import org.jboss.logging.Logger;
import org.ordertracking.broker.coordinator.BorrowedTimer;
import org.ordertracking.broker.coordinator.StateLogLoader;
import org.ordertracking.broker.coordinator.StateLogWriter;
import org.ordertracking.broker.coordinator.StateTopic;
import org.ordertracking.broker.topic.NewTopic;
import org.ordertracking.broker.topic.TopicRegistry;

/**
 * Kafka's own share coordinator, running on our {@code __share_group_state}. A broker without share groups has neither
 * the topic nor the coordinator's threads.
 *
 * <pre>
 *   {@link #open} ─┬─ no __share_group_state ─► IDLE ── first use ──┐
 *                  └─ there is one ─────────────────────────────────┴► RUNNING ── {@link #close} ──► CLOSED
 * </pre>
 */
public final class ShareCoordination implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ShareCoordination.class);
    private static final int LEADER_EPOCH = 0;
    private static final String FOREVER = "-1";

    private final ShareSettings settings;
    private final TopicRegistry topics;
    private final Timer timer;
    private final int nodeId;
    private CompletableFuture<Running> running;
    private boolean closed;

    private ShareCoordination(ShareSettings settings, TopicRegistry topics, Timer timer, int nodeId) {
        this.settings = settings;
        this.topics = topics;
        this.timer = timer;
        this.nodeId = nodeId;
    }

    /** Starts the coordinator if there is state of it; loading goes on in the background. */
    public static ShareCoordination open(ShareSettings settings, TopicRegistry topics, Timer timer, int nodeId) {
        ShareCoordination coordination = new ShareCoordination(settings, topics, timer, nodeId);
        if (topics.byName(Topic.SHARE_GROUP_STATE_TOPIC_NAME).isPresent()) {
            coordination.coordinator();
        }
        return coordination;
    }

    /** Reads and writes the state of shared partitions, through the coordinator. */
    public Persister persister() {
        return new StatePersister(this::coordinator, this::tellTopics, timer);
    }

    /** The coordinator, started if it was not. Fails with what keeps its topic from being made; asking again tries again. */
    synchronized CompletableFuture<ShareCoordinator> coordinator() {
        if (closed) {
            return CompletableFuture.failedFuture(new CoordinatorNotAvailableException("the broker is stopping"));
        }
        if (running == null || running.isCompletedExceptionally()) {
            running =
                    StateTopic.open(topics, stateTopic()).thenApply(this::start).toCompletableFuture();
        }
        return running.thenApply(Running::coordinator);
    }

    private NewTopic stateTopic() {
        // Not compacted: a snapshot makes the records before it redundant, and the coordinator has them deleted.
        return new NewTopic(
                Topic.SHARE_GROUP_STATE_TOPIC_NAME,
                settings.statePartitions(),
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        FOREVER,
                        TopicConfig.SEGMENT_BYTES_CONFIG,
                        String.valueOf(settings.stateSegmentBytes())));
    }

    private Running start(StateTopic state) {
        Time time = Time.SYSTEM;
        Metrics metrics = new Metrics(time);
        StateLogLoader loader =
                new StateLogLoader(state, new ShareCoordinatorRecordSerde(), time, "share-coordinator-loader");
        ShareCoordinator coordinator = new ShareCoordinatorService.Builder(nodeId, config())
                .withWriter(new StateLogWriter(state))
                .withLoader(loader)
                .withTime(time)
                .withTimer(new BorrowedTimer(timer))
                .withCoordinatorMetrics(new ShareCoordinatorMetrics(metrics))
                .withCoordinatorRuntimeMetrics(new ShareCoordinatorRuntimeMetrics(metrics))
                .withShareGroupEnabledConfigSupplier(() -> true)
                .build();
        coordinator.startup(state::partitions);
        topics.listen((delta, image) -> onMetadata(coordinator, delta, image));
        tellTopics(coordinator);
        IntStream.range(0, state.partitions()).forEach(index -> coordinator.onElection(index, LEADER_EPOCH));
        return new Running(coordinator, loader);
    }

    private void tellTopics(ShareCoordinator coordinator) {
        MetadataImage image = topics.image();
        coordinator.onNewMetadataImage(image, new MetadataDelta(image));
    }

    private ShareCoordinatorConfig config() {
        Map<String, Object> values = new HashMap<>();
        values.put(ShareCoordinatorConfig.STATE_TOPIC_NUM_PARTITIONS_CONFIG, settings.statePartitions());
        values.put(ShareCoordinatorConfig.STATE_TOPIC_SEGMENT_BYTES_CONFIG, settings.stateSegmentBytes());
        return new ShareCoordinatorConfig(new AbstractConfig(ShareCoordinatorConfig.CONFIG_DEF, values, false));
    }

    private void onMetadata(ShareCoordinator coordinator, MetadataDelta delta, MetadataImage image) {
        if (isClosed() || delta.topicsDelta() == null) {
            return;
        }
        coordinator.onNewMetadataImage(image, delta);
        Set<Uuid> deleted = delta.topicsDelta().deletedTopicIds();
        if (!deleted.isEmpty()) {
            forget(coordinator, deleted);
        }
    }

    private static void forget(ShareCoordinator coordinator, Set<Uuid> deleted) {
        try {
            coordinator.onTopicsDeleted(deleted, BufferSupplier.NO_CACHING);
        } catch (ExecutionException failure) {
            LOG.warnf("the share state of deleted topics %s stays, without harm: %s", deleted, failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        CompletableFuture<Running> started;
        synchronized (this) {
            closed = true;
            started = running;
        }
        if (started != null) {
            started.thenAccept(Running::close);
        }
    }

    private record Running(ShareCoordinator coordinator, StateLogLoader loader) {
        private void close() {
            coordinator.shutdown();
            loader.close();
        }
    }
}
