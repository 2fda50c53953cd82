package org.ordertracking.broker.api.records;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.apache.kafka.common.message.FetchResponseData.AbortedTransaction;
import org.apache.kafka.common.message.FetchResponseData.EpochEndOffset;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.requests.FetchResponse;
import org.ordertracking.broker.api.SlicedRecords;
import org.ordertracking.broker.api.records.FetchContext.Fetched;
import org.ordertracking.broker.api.records.FetchTarget.Wanted;
import org.ordertracking.broker.log.LogSlice;
import org.ordertracking.broker.log.PartitionLog;
import org.ordertracking.broker.topic.Partition;
import org.ordertracking.broker.topic.Topic;
import org.ordertracking.broker.topic.TopicRegistry;

/**
 * What a fetch request reads: its partitions, looked up once, in the order they are served in, and how much.
 *
 * <p>Partitions are served one after the other, each up to its own limit and all up to the limit of the response. The
 * first batch is returned whole even over the limits, so that a consumer never gets stuck on a large one (KIP-74).
 */
final class FetchPlan {
    /** Each holds a segment open until the client has taken it; partitions beyond come with the next request. */
    static final int MAX_SLICES = 1_000;

    /** What a way of reading has for a partition that it does not lead to. */
    private static final PartitionData OUT_OF_REACH = new PartitionData();

    private final List<FetchTarget> targets;
    // Beside the targets: arrays, since a session of many partitions is planned anew with every request.
    private final Partition[] partitions;
    private final Errors[] errors;
    private final boolean onlyChanges;
    private final boolean fromFollower;
    private final IsolationLevel isolation;
    private final int maxBytes;

    /**
     * @param fromFollower whether a replica asks; there is none that this broker knows
     * @param maxBytes of the whole response
     */
    FetchPlan(
            FetchContext context,
            TopicRegistry registry,
            boolean fromFollower,
            IsolationLevel isolation,
            int maxBytes) {
        this.targets = context.targets();
        this.onlyChanges = context.tellsOnlyChanges();
        this.fromFollower = fromFollower;
        this.isolation = isolation;
        this.maxBytes = maxBytes;
        this.partitions = new Partition[targets.size()];
        this.errors = new Errors[targets.size()];
        lookUp(registry);
    }

    private void lookUp(TopicRegistry registry) {
        FetchTarget.Key previous = null;
        Topic topic = null;
        for (int i = 0; i < errors.length; i++) {
            FetchTarget target = targets.get(i);
            FetchTarget.Key key = target.key();
            if (previous == null || !key.hasTopicOf(previous)) {
                topic = (key.isById() ? registry.byId(key.topicId()) : registry.byName(key.topic())).orElse(null);
                previous = key;
            }
            if (topic == null) {
                errors[i] = errorOfMissingTopic(target, registry);
            } else {
                target.nameTopic(topic.name());
                partitions[i] = topic.partition(key.partition()).orElse(null);
                errors[i] = errorOf(target.wanted(), partitions[i]);
            }
        }
    }

    /** Kafka tells a topic that the session has read before from one that was never there. */
    private static Errors errorOfMissingTopic(FetchTarget target, TopicRegistry registry) {
        if (target.topicName() == null) {
            return Errors.UNKNOWN_TOPIC_ID;
        }
        return target.key().isById() && registry.byName(target.topicName()).isPresent()
                ? Errors.INCONSISTENT_TOPIC_ID
                : Errors.UNKNOWN_TOPIC_OR_PARTITION;
    }

    private Errors errorOf(Wanted wanted, Partition partition) {
        if (partition == null) {
            return Errors.UNKNOWN_TOPIC_OR_PARTITION;
        }
        if (wanted.leaderEpoch() > Partition.LEADER_EPOCH) {
            return Errors.UNKNOWN_LEADER_EPOCH;
        }
        if (fromFollower) {
            return wanted.leaderEpoch() < 0 ? Errors.NOT_LEADER_OR_FOLLOWER : Errors.UNKNOWN_LEADER_EPOCH;
        }
        PartitionLog log = partition.log();
        if (wanted.offset() < log.logStartOffset() || wanted.lastFetchedEpoch() > Partition.LEADER_EPOCH) {
            return Errors.OFFSET_OUT_OF_RANGE;
        }
        boolean beyondEnd = wanted.offset() > log.logEndOffset();
        return beyondEnd && !diverges(wanted, log) ? Errors.OFFSET_OUT_OF_RANGE : Errors.NONE;
    }

    /** Whether the client has read records of its last epoch that are not in this log (KIP-595). */
    private static boolean diverges(Wanted wanted, PartitionLog log) {
        return wanted.lastFetchedEpoch() == Partition.LEADER_EPOCH && wanted.offset() > log.logEndOffset();
    }

    int maxBytes() {
        return maxBytes;
    }

    /** Whether what is appended may stay unreadable for this reader. */
    boolean readsOnlyCommitted() {
        return isolation == IsolationLevel.READ_COMMITTED;
    }

    /** Whether there is something to answer that no waiting changes: an error, or no partition at all. */
    boolean answersAtOnce() {
        for (int i = 0; i < errors.length; i++) {
            if (errors[i] != Errors.NONE || diverges(targets.get(i).wanted(), partitions[i].log())) {
                return true;
            }
        }
        return errors.length == 0;
    }

    /** About how many bytes a read would return now. */
    long readableBytes() {
        long bytes = 0;
        for (int i = 0; i < errors.length; i++) {
            if (errors[i] == Errors.NONE) {
                Wanted wanted = targets.get(i).wanted();
                bytes += Math.min(partitions[i].log().bytesFrom(wanted.offset(), isolation), wanted.maxBytes());
            }
        }
        return bytes;
    }

    /** Whether records have been deleted that a read would begin with: it will be told so, and no waiting changes that. */
    boolean hasFallenBehind() {
        for (int i = 0; i < errors.length; i++) {
            if (errors[i] == Errors.NONE
                    && targets.get(i).wanted().offset() < partitions[i].log().logStartOffset()) {
                return true;
            }
        }
        return false;
    }

    /** The partitions that can grow. */
    List<Partition> watchable() {
        List<Partition> watchable = new ArrayList<>(errors.length);
        for (int i = 0; i < errors.length; i++) {
            if (errors[i] == Errors.NONE) {
                watchable.add(partitions[i]);
            }
        }
        return watchable;
    }

    /**
     * Reads what there is, may block on the disk.
     *
     * @param slices gets the records that the partitions refer to; the caller closes them
     * @return the partitions to tell of, in the order they were served in
     */
    List<Fetched> read(List<SlicedRecords> slices) {
        return read(slices, (log, offset, limit) -> log.read(offset, isolation, limit, slices.isEmpty()));
    }

    /**
     * The same without a look at the disk.
     *
     * @return null if it takes one
     */
    List<Fetched> readFromMemory(List<SlicedRecords> slices) {
        return read(slices, (log, offset, limit) -> log.readFromMemory(offset, isolation, limit));
    }

    /** A way to the records of a log. */
    @FunctionalInterface
    private interface Reading {
        /**
         * @return null if this way does not lead there
         */
        LogSlice read(PartitionLog log, long offset, int maxBytes);
    }

    private List<Fetched> read(List<SlicedRecords> slices, Reading reading) {
        List<Fetched> fetched = new ArrayList<>(onlyChanges ? 1 : errors.length);
        int[] bytes = new int[errors.length];
        int remaining = maxBytes;
        for (int i = 0; i < errors.length; i++) {
            PartitionData data = read(i, remaining, slices, reading);
            if (data == OUT_OF_REACH) {
                return null;
            }
            if (data != null) {
                bytes[i] = FetchResponse.recordsSize(data);
                remaining -= Math.min(remaining, bytes[i]);
                fetched.add(new Fetched(targets.get(i), data));
            }
        }
        count(bytes);
        return fetched;
    }

    private void count(int[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] > 0) {
                partitions[i].log().traffic().fetched(bytes[i]);
            }
        }
    }

    /**
     * @return null if the client need not hear of the partition
     */
    private PartitionData read(int i, int limit, List<SlicedRecords> slices, Reading reading) {
        FetchTarget target = targets.get(i);
        int index = target.key().partition();
        if (errors[i] != Errors.NONE) {
            return failed(index, errors[i]);
        }
        PartitionLog log = partitions[i].log();
        Wanted wanted = target.wanted();
        try {
            if (diverges(wanted, log)) {
                return state(index, log)
                        .setDivergingEpoch(new EpochEndOffset()
                                .setEpoch(Partition.LEADER_EPOCH)
                                .setEndOffset(log.logEndOffset()));
            }
            LogSlice slice = slice(log, wanted, limit, slices, reading);
            if (slice == null) {
                return OUT_OF_REACH;
            }
            if (slice.length() == 0) {
                return onlyChanges && target.knows(log.highWatermark(), log.logStartOffset())
                        ? null
                        : state(index, log);
            }
            SlicedRecords records = new SlicedRecords(slice);
            slices.add(records);
            PartitionData data = state(index, log).setRecords(records);
            return readsOnlyCommitted() ? data.setAbortedTransactions(aborted(log, wanted, slice)) : data;
        } catch (RuntimeException failure) {
            return failed(index, Errors.forException(failure));
        }
    }

    private static LogSlice slice(
            PartitionLog log, Wanted wanted, int limit, List<SlicedRecords> slices, Reading reading) {
        boolean notYetVisible = wanted.offset() > log.highWatermark();
        boolean full = limit == 0 && !slices.isEmpty() || slices.size() == MAX_SLICES;
        return notYetVisible || full
                ? LogSlice.empty()
                : reading.read(log, wanted.offset(), Math.min(limit, wanted.maxBytes()));
    }

    /** Those whose records the slice may hold. */
    private static List<AbortedTransaction> aborted(PartitionLog log, Wanted wanted, LogSlice slice) {
        // A slice ends at the last stable offset, so what lies behind it concerns nobody yet.
        List<org.ordertracking.broker.log.AbortedTransaction> candidates =
                slice.abortedTransactions(wanted.offset(), log.lastStableOffset());
        if (candidates.isEmpty()) {
            return List.of();
        }
        long end = endOf(log, slice);
        return candidates.stream()
                .filter(transaction -> transaction.firstOffset() < end)
                .map(transaction -> new AbortedTransaction()
                        .setProducerId(transaction.producerId())
                        .setFirstOffset(transaction.firstOffset()))
                .toList();
    }

    private static long endOf(PartitionLog log, LogSlice slice) {
        try {
            return slice.endOffset();
        } catch (IOException failure) {
            throw new KafkaStorageException("Partition " + log.id() + " cannot be read", failure);
        }
    }

    private PartitionData state(int index, PartitionLog log) {
        PartitionData state = new PartitionData()
                .setPartitionIndex(index)
                .setHighWatermark(log.highWatermark())
                .setLastStableOffset(log.lastStableOffset())
                .setLogStartOffset(log.logStartOffset())
                .setRecords(MemoryRecords.EMPTY);
        // Never null for a reader of what is committed: the oldest clients take null for a broker that knows no
        // transactions.
        return readsOnlyCommitted() ? state.setAbortedTransactions(List.of()) : state;
    }

    private static PartitionData failed(int index, Errors error) {
        return FetchResponse.partitionResponse(index, error).setRecords(MemoryRecords.EMPTY);
    }
}
