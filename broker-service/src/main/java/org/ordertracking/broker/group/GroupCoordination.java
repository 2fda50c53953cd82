package org.ordertracking.broker.group;

import com.yammer.metrics.core.MetricsRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.requests.TransactionResult;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.coordinator.common.runtime.CoordinatorRuntimeMetricsImpl;
import org.apache.kafka.coordinator.group.GroupConfigManager;
import org.apache.kafka.coordinator.group.GroupCoordinator;
import org.apache.kafka.coordinator.group.GroupCoordinatorConfig;
import org.apache.kafka.coordinator.group.GroupCoordinatorRecordSerde;
import org.apache.kafka.coordinator.group.GroupCoordinatorService;
import org.apache.kafka.coordinator.group.metrics.GroupCoordinatorMetrics;
import org.apache.kafka.server.share.persister.Persister;
import org.apache.kafka.server.util.timer.Timer;
import org.ordertracking.broker.coordinator.BorrowedTimer;
import org.ordertracking.broker.coordinator.StateLogLoader;
import org.ordertracking.broker.coordinator.StateLogWriter;
import org.ordertracking.broker.coordinator.StateTopic;
import org.ordertracking.broker.coordinator.TransactionVerifier;
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
    private static final String METRICS_GROUP = "group-coordinator-metrics";
    private static final int LEADER_EPOCH = 0;
    private static final Duration END_TRANSACTION_TIMEOUT = Duration.ofSeconds(30);

    private final GroupCoordinatorService coordinator;
    private final StateLogLoader loader;
    private final CommittedOffsets committed;
    private final GroupCounts counts;

    private GroupCoordination(
            GroupCoordinatorService coordinator,
            StateLogLoader loader,
            CommittedOffsets committed,
            GroupCounts counts) {
        this.coordinator = coordinator;
        this.loader = loader;
        this.committed = committed;
        this.counts = counts;
    }

    /**
     * Starts the coordinator; loading goes on in the background.
     *
     * @param transactions asked before offsets are committed in a transaction
     * @param configs what is configured for each group
     * @param shareState where the state of share groups is kept
     */
    public static GroupCoordination start(
            GroupSettings settings,
            TopicRegistry topics,
            Time time,
            Timer timer,
            TransactionVerifier transactions,
            int nodeId,
            GroupConfigManager configs,
            Persister shareState) {
        GroupCoordinatorConfig config = settings.forCoordinator();
        StateTopic offsets = StateTopic.open(topics, offsetsTopic(config))
                .toCompletableFuture()
                .join();
        GroupCoordinatorRecordSerde records = new GroupCoordinatorRecordSerde();
        StateLogLoader loader = new StateLogLoader(offsets, records, time, "group-coordinator-loader");
        CommittedOffsets committed = new CommittedOffsets();
        Metrics metrics = new Metrics(time);
        MetricsRegistry classicCounts = new MetricsRegistry();
        GroupCoordinatorService service = new GroupCoordinatorService.Builder(nodeId, config)
                .withWriter(new WatchedWriter(new StateLogWriter(offsets, transactions), records, committed))
                .withLoader(new WatchedLoader(loader, committed))
                .withTime(time)
                .withTimer(new BorrowedTimer(timer))
                .withCoordinatorRuntimeMetrics(new CoordinatorRuntimeMetricsImpl(metrics, METRICS_GROUP))
                .withGroupCoordinatorMetrics(new GroupCoordinatorMetrics(classicCounts, metrics))
                .withGroupConfigManager(configs)
                .withPersister(shareState)
                .withAuthorizerPlugin(Optional.empty())
                .build();
        GroupCoordination coordination =
                new GroupCoordination(service, loader, committed, new GroupCounts(classicCounts, metrics));
        coordination.startUp(topics, offsets);
        return coordination;
    }

    private void startUp(TopicRegistry topics, StateTopic offsets) {
        coordinator.startup(offsets::partitions);
        MetadataChanges changes = new MetadataChanges(coordinator);
        topics.listen(changes);
        changes.startFrom(topics.image());
        IntStream.range(0, offsets.partitions()).forEach(index -> coordinator.onElection(index, LEADER_EPOCH));
    }

    private static NewTopic offsetsTopic(GroupCoordinatorConfig config) {
        return new NewTopic(
                Topic.GROUP_METADATA_TOPIC_NAME,
                config.offsetsTopicPartitions(),
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT,
                        TopicConfig.SEGMENT_BYTES_CONFIG,
                        String.valueOf(config.offsetsTopicSegmentBytes())));
    }

    /** The coordinator, for the handlers of group requests. */
    public GroupCoordinator coordinator() {
        return coordinator;
    }

    /** What groups have committed, for metrics. */
    public CommittedOffsets committedOffsets() {
        return committed;
    }

    /**
     * Ends a transaction in a partition of {@code __consumer_offsets}: its offsets count, or are dropped. The stage
     * completes when that is on the disk.
     */
    public CompletionStage<Void> endTransaction(
            TopicPartition partition, long producerId, short producerEpoch, int coordinatorEpoch, boolean commit) {
        return coordinator.completeTransaction(
                partition,
                producerId,
                producerEpoch,
                coordinatorEpoch,
                commit ? TransactionResult.COMMIT : TransactionResult.ABORT,
                END_TRANSACTION_TIMEOUT);
    }

    /** How many groups there are, for metrics. */
    public GroupCounts counts() {
        return counts;
    }

    @Override
    public void close() {
        coordinator.shutdown();
        loader.close();
    }
}
