package org.ordertracking.broker.share;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.common.message.DeleteShareGroupStateRequestData;
import org.apache.kafka.common.message.DeleteShareGroupStateRequestData.DeleteStateData;
import org.apache.kafka.common.message.InitializeShareGroupStateRequestData;
import org.apache.kafka.common.message.InitializeShareGroupStateRequestData.InitializeStateData;
import org.apache.kafka.common.message.ReadShareGroupStateRequestData;
import org.apache.kafka.common.message.ReadShareGroupStateRequestData.ReadStateData;
import org.apache.kafka.common.message.ReadShareGroupStateSummaryRequestData;
import org.apache.kafka.common.message.ReadShareGroupStateSummaryRequestData.ReadStateSummaryData;
import org.apache.kafka.common.message.WriteShareGroupStateRequestData;
import org.apache.kafka.common.message.WriteShareGroupStateRequestData.StateBatch;
import org.apache.kafka.common.message.WriteShareGroupStateRequestData.WriteStateData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.RequestContext;
import org.apache.kafka.coordinator.share.ShareCoordinator;
import org.apache.kafka.server.share.persister.DeleteShareGroupStateParameters;
import org.apache.kafka.server.share.persister.DeleteShareGroupStateResult;
import org.apache.kafka.server.share.persister.InitializeShareGroupStateParameters;
import org.apache.kafka.server.share.persister.InitializeShareGroupStateResult;
import org.apache.kafka.server.share.persister.PartitionStateBatchData;
import org.apache.kafka.server.share.persister.Persister;
import org.apache.kafka.server.share.persister.PersisterStateBatch;
import org.apache.kafka.server.share.persister.ReadShareGroupStateParameters;
import org.apache.kafka.server.share.persister.ReadShareGroupStateResult;
import org.apache.kafka.server.share.persister.ReadShareGroupStateSummaryParameters;
import org.apache.kafka.server.share.persister.ReadShareGroupStateSummaryResult;
import org.apache.kafka.server.share.persister.WriteShareGroupStateParameters;
import org.apache.kafka.server.share.persister.WriteShareGroupStateResult;
import org.apache.kafka.server.util.timer.Timer;
import org.apache.kafka.server.util.timer.TimerTask;

/**
 * Hands state to the share coordinator in this process, and asks again while that is loading. Writes are not repeated:
 * they are only made by those who have read before, and repeating one could put it behind a later one.
 */
final class StatePersister implements Persister {
    private static final int ATTEMPTS = 12;
    private static final long FIRST_PAUSE_MILLIS = 10;
    private static final long LONGEST_PAUSE_MILLIS = 1_000;
    private static final Set<Errors> LOADING = EnumSet.of(Errors.COORDINATOR_LOAD_IN_PROGRESS, Errors.NOT_COORDINATOR);

    private static final Set<Errors> UNKNOWN = EnumSet.of(Errors.UNKNOWN_TOPIC_OR_PARTITION);

    /** Who asks matters to authorization only, of which the coordinator has none. */
    private static final RequestContext NOBODY = null;

    private final Supplier<CompletableFuture<ShareCoordinator>> coordinator;
    private final Consumer<ShareCoordinator> tellTopics;
    private final Timer timer;

    /**
     * @param coordinator starts the coordinator where that is needed
     * @param tellTopics tells it which topics there are
     * @param timer for the pauses between attempts
     */
    StatePersister(
            Supplier<CompletableFuture<ShareCoordinator>> coordinator,
            Consumer<ShareCoordinator> tellTopics,
            Timer timer) {
        this.coordinator = coordinator;
        this.tellTopics = tellTopics;
        this.timer = timer;
    }

    @Override
    public CompletableFuture<InitializeShareGroupStateResult> initializeState(
            InitializeShareGroupStateParameters parameters) {
        var wanted = parameters.groupTopicPartitionData();
        var request = new InitializeShareGroupStateRequestData()
                .setGroupId(wanted.groupId())
                .setTopics(wanted.topicsData().stream()
                        .map(topic -> new InitializeStateData()
                                .setTopicId(topic.topicId())
                                .setPartitions(topic.partitions().stream()
                                        .map(state -> new InitializeShareGroupStateRequestData.PartitionData()
                                                .setPartition(state.partition())
                                                .setStateEpoch(state.stateEpoch())
                                                .setStartOffset(state.startOffset()))
                                        .toList()))
                        .toList());
        return whenLoaded(
                        shares -> shares.initializeState(NOBODY, request),
                        answer -> answer.results().stream()
                                .flatMap(topic -> topic.partitions().stream())
                                .map(partition -> partition.errorCode()))
                .thenApply(InitializeShareGroupStateResult::from);
    }

    @Override
    public CompletableFuture<ReadShareGroupStateResult> readState(ReadShareGroupStateParameters parameters) {
        var wanted = parameters.groupTopicPartitionData();
        var request = new ReadShareGroupStateRequestData()
                .setGroupId(wanted.groupId())
                .setTopics(wanted.topicsData().stream()
                        .map(topic -> new ReadStateData()
                                .setTopicId(topic.topicId())
                                .setPartitions(topic.partitions().stream()
                                        .map(partition -> new ReadShareGroupStateRequestData.PartitionData()
                                                .setPartition(partition.partition())
                                                .setLeaderEpoch(partition.leaderEpoch()))
                                        .toList()))
                        .toList());
        return whenLoaded(
                        shares -> shares.readState(NOBODY, request),
                        answer -> answer.results().stream()
                                .flatMap(topic -> topic.partitions().stream())
                                .map(partition -> partition.errorCode()))
                .thenApply(ReadShareGroupStateResult::from);
    }

    @Override
    public CompletableFuture<WriteShareGroupStateResult> writeState(WriteShareGroupStateParameters parameters) {
        var wanted = parameters.groupTopicPartitionData();
        var request = new WriteShareGroupStateRequestData()
                .setGroupId(wanted.groupId())
                .setTopics(wanted.topicsData().stream()
                        .map(topic -> new WriteStateData()
                                .setTopicId(topic.topicId())
                                .setPartitions(topic.partitions().stream()
                                        .map(StatePersister::written)
                                        .toList()))
                        .toList());
        return coordinator
                .get()
                .thenCompose(shares -> shares.writeState(NOBODY, request))
                .thenApply(WriteShareGroupStateResult::from);
    }

    private static WriteShareGroupStateRequestData.PartitionData written(PartitionStateBatchData state) {
        return new WriteShareGroupStateRequestData.PartitionData()
                .setPartition(state.partition())
                .setStateEpoch(state.stateEpoch())
                .setLeaderEpoch(state.leaderEpoch())
                .setStartOffset(state.startOffset())
                .setStateBatches(batches(state.stateBatches()));
    }

    private static List<StateBatch> batches(List<PersisterStateBatch> batches) {
        return batches.stream()
                .map(batch -> new StateBatch()
                        .setFirstOffset(batch.firstOffset())
                        .setLastOffset(batch.lastOffset())
                        .setDeliveryState(batch.deliveryState())
                        .setDeliveryCount(batch.deliveryCount()))
                .toList();
    }

    @Override
    public CompletableFuture<DeleteShareGroupStateResult> deleteState(DeleteShareGroupStateParameters parameters) {
        var wanted = parameters.groupTopicPartitionData();
        var request = new DeleteShareGroupStateRequestData()
                .setGroupId(wanted.groupId())
                .setTopics(wanted.topicsData().stream()
                        .map(topic -> new DeleteStateData()
                                .setTopicId(topic.topicId())
                                .setPartitions(topic.partitions().stream()
                                        .map(partition -> new DeleteShareGroupStateRequestData.PartitionData()
                                                .setPartition(partition.partition()))
                                        .toList()))
                        .toList());
        return whenLoaded(
                        shares -> shares.deleteState(NOBODY, request),
                        answer -> answer.results().stream()
                                .flatMap(topic -> topic.partitions().stream())
                                .map(partition -> partition.errorCode()))
                .thenApply(DeleteShareGroupStateResult::from);
    }

    @Override
    public CompletableFuture<ReadShareGroupStateSummaryResult> readSummary(
            ReadShareGroupStateSummaryParameters parameters) {
        var wanted = parameters.groupTopicPartitionData();
        var request = new ReadShareGroupStateSummaryRequestData()
                .setGroupId(wanted.groupId())
                .setTopics(wanted.topicsData().stream()
                        .map(topic -> new ReadStateSummaryData()
                                .setTopicId(topic.topicId())
                                .setPartitions(topic.partitions().stream()
                                        .map(partition -> new ReadShareGroupStateSummaryRequestData.PartitionData()
                                                .setPartition(partition.partition())
                                                .setLeaderEpoch(partition.leaderEpoch()))
                                        .toList()))
                        .toList());
        return whenLoaded(
                        shares -> shares.readStateSummary(NOBODY, request),
                        answer -> answer.results().stream()
                                .flatMap(topic -> topic.partitions().stream())
                                .map(partition -> partition.errorCode()))
                .thenApply(ReadShareGroupStateSummaryResult::from);
    }

    @Override
    public void stop() {
        // The coordinator is closed by its owner.
    }

    private <A> CompletableFuture<A> whenLoaded(
            Function<ShareCoordinator, CompletableFuture<A>> call, Function<A, Stream<Short>> errors) {
        CompletableFuture<A> answered = new CompletableFuture<>();
        attempt(1, false, call, errors, answered);
        return answered;
    }

    private <A> void attempt(
            int number,
            boolean told,
            Function<ShareCoordinator, CompletableFuture<A>> call,
            Function<A, Stream<Short>> errors,
            CompletableFuture<A> answered) {
        // A partition of the coordinator that has just loaded knows no topics until it is told of a change, and logs an
        // error when it is asked about one.
        coordinator.get().thenCompose(shares -> ask(shares, call)).whenComplete((answer, failure) -> {
            if (failure != null) {
                answered.completeExceptionally(failure);
            } else if (number < ATTEMPTS && hasAny(LOADING, errors.apply(answer))) {
                timer.add(after(pauseMillis(number), () -> attempt(number + 1, told, call, errors, answered)));
            } else if (!told && hasAny(UNKNOWN, errors.apply(answer))) {
                // It was told while it was loading, which is not listening.
                attempt(number, true, call, errors, answered);
            } else {
                answered.complete(answer);
            }
        });
    }

    private <A> CompletableFuture<A> ask(
            ShareCoordinator shares, Function<ShareCoordinator, CompletableFuture<A>> call) {
        tellTopics.accept(shares);
        return call.apply(shares);
    }

    private static boolean hasAny(Set<Errors> wanted, Stream<Short> codes) {
        return codes.map(Errors::forCode).anyMatch(wanted::contains);
    }

    private static long pauseMillis(int attempt) {
        return Math.min(FIRST_PAUSE_MILLIS << (attempt - 1), LONGEST_PAUSE_MILLIS);
    }

    private static TimerTask after(long millis, Runnable task) {
        return new TimerTask(millis) {
            @Override
            public void run() {
                task.run();
            }
        };
    }
}
