package org.ordertracking.broker.api.records;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchRequestData.FetchPartition;
import org.apache.kafka.common.message.FetchRequestData.FetchTopic;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.FetchResponseData.AbortedTransaction;
import org.apache.kafka.common.message.FetchResponseData.FetchableTopicResponse;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.requests.FetchResponse;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.SlicedRecords;
import org.ordertracking.broker.log.LogSlice;
import org.ordertracking.broker.log.PartitionLog;
import org.ordertracking.broker.topic.Partition;
import org.ordertracking.broker.topic.Topic;
import org.ordertracking.broker.topic.TopicRegistry;

/**
 * What a fetch request wants, looked up once: which partitions there are, from where, how much.
 *
 * <p>Partitions are served in the order of the request, which clients rotate, each up to its own limit and all up to the
 * limit of the response. The first batch is returned whole even over the limits, so that a consumer never gets stuck on
 * a large one (KIP-74).
 */
final class FetchPlan {
    private static final short FIRST_VERSION_WITH_TOPIC_IDS = 13;

    private final List<TopicPlan> topics;
    private final IsolationLevel isolation;
    private final int maxBytes;

    private FetchPlan(List<TopicPlan> topics, IsolationLevel isolation, int maxBytes) {
        this.topics = topics;
        this.isolation = isolation;
        this.maxBytes = maxBytes;
    }

    static FetchPlan of(FetchRequestData request, short version, TopicRegistry registry, int maxBytes) {
        boolean byId = version >= FIRST_VERSION_WITH_TOPIC_IDS;
        List<TopicPlan> topics = new ArrayList<>(request.topics().size());
        for (FetchTopic wanted : request.topics()) {
            Topic topic = (byId ? registry.byId(wanted.topicId()) : registry.byName(wanted.topic())).orElse(null);
            List<PartitionPlan> partitions = new ArrayList<>(wanted.partitions().size());
            for (FetchPartition partition : wanted.partitions()) {
                partitions.add(plan(topic, byId, partition));
            }
            topics.add(new TopicPlan(wanted.topic(), wanted.topicId(), partitions));
        }
        return new FetchPlan(topics, Isolation.of(request.isolationLevel()), maxBytes);
    }

    private static PartitionPlan plan(Topic topic, boolean byId, FetchPartition wanted) {
        if (topic == null) {
            return new PartitionPlan(wanted, null, byId ? Errors.UNKNOWN_TOPIC_ID : Errors.UNKNOWN_TOPIC_OR_PARTITION);
        }
        Partition partition = topic.partition(wanted.partition()).orElse(null);
        if (partition == null) {
            return new PartitionPlan(wanted, null, Errors.UNKNOWN_TOPIC_OR_PARTITION);
        }
        if (wanted.currentLeaderEpoch() > Partition.LEADER_EPOCH) {
            return new PartitionPlan(wanted, partition, Errors.UNKNOWN_LEADER_EPOCH);
        }
        PartitionLog log = partition.log();
        boolean inRange = wanted.fetchOffset() >= log.logStartOffset() && wanted.fetchOffset() <= log.highWatermark();
        return new PartitionPlan(wanted, partition, inRange ? Errors.NONE : Errors.OFFSET_OUT_OF_RANGE);
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
        boolean empty = true;
        for (TopicPlan topic : topics) {
            for (PartitionPlan partition : topic.partitions()) {
                empty = false;
                if (partition.error() != Errors.NONE) {
                    return true;
                }
            }
        }
        return empty;
    }

    /** About how many bytes a read would return now. */
    long readableBytes() {
        long bytes = 0;
        for (TopicPlan topic : topics) {
            for (PartitionPlan plan : topic.partitions()) {
                if (plan.error() == Errors.NONE) {
                    long readable =
                            plan.partition().log().bytesFrom(plan.wanted().fetchOffset(), isolation);
                    bytes += Math.min(readable, Math.max(0, plan.wanted().partitionMaxBytes()));
                }
            }
        }
        return bytes;
    }

    /** The partitions that can grow. */
    List<Partition> watchable() {
        List<Partition> watchable = new ArrayList<>();
        for (TopicPlan topic : topics) {
            for (PartitionPlan plan : topic.partitions()) {
                if (plan.error() == Errors.NONE) {
                    watchable.add(plan.partition());
                }
            }
        }
        return watchable;
    }

    /** Reads what there is; may block on the disk. */
    ApiResponse.Message read(short version) {
        List<SlicedRecords> slices = new ArrayList<>();
        List<FetchableTopicResponse> responses = new ArrayList<>(topics.size());
        int remaining = maxBytes;
        for (TopicPlan topic : topics) {
            List<PartitionData> partitions = new ArrayList<>(topic.partitions().size());
            for (PartitionPlan plan : topic.partitions()) {
                PartitionData data = plan.read(isolation, remaining, slices);
                remaining -= Math.min(remaining, data.records().sizeInBytes());
                partitions.add(data);
            }
            responses.add(new FetchableTopicResponse()
                    .setTopic(topic.name())
                    .setTopicId(topic.id())
                    .setPartitions(partitions));
        }
        return new ApiResponse.Message(new FetchResponseData().setResponses(responses), version, slices);
    }

    private record TopicPlan(String name, Uuid id, List<PartitionPlan> partitions) {}

    /**
     * One partition of the request.
     *
     * @param partition null if there is none
     */
    private record PartitionPlan(FetchPartition wanted, Partition partition, Errors error) {

        private PartitionData read(IsolationLevel isolation, int limit, List<SlicedRecords> slices) {
            if (error != Errors.NONE) {
                return FetchResponse.partitionResponse(wanted.partition(), error)
                        .setRecords(MemoryRecords.EMPTY);
            }
            PartitionLog log = partition.log();
            try {
                boolean firstRecords = slices.isEmpty();
                int bytes = Math.max(0, Math.min(limit, wanted.partitionMaxBytes()));
                LogSlice slice = log.read(wanted.fetchOffset(), isolation, bytes, firstRecords);
                PartitionData data = new PartitionData()
                        .setPartitionIndex(wanted.partition())
                        .setHighWatermark(log.highWatermark())
                        .setLastStableOffset(log.lastStableOffset())
                        .setLogStartOffset(log.logStartOffset())
                        .setRecords(MemoryRecords.EMPTY);
                if (isolation == IsolationLevel.READ_COMMITTED) {
                    data.setAbortedTransactions(aborted(log, slice));
                }
                if (slice.length() > 0) {
                    SlicedRecords records = new SlicedRecords(slice);
                    slices.add(records);
                    data.setRecords(records);
                }
                return data;
            } catch (RuntimeException failure) {
                return FetchResponse.partitionResponse(wanted.partition(), Errors.forException(failure))
                        .setRecords(MemoryRecords.EMPTY);
            }
        }

        /** Never null for a reader of what is committed: the oldest clients take null for a broker that knows no transactions. */
        private List<AbortedTransaction> aborted(PartitionLog log, LogSlice slice) {
            // A slice ends at the last stable offset, so what lies behind it concerns nobody yet.
            List<org.ordertracking.broker.log.AbortedTransaction> candidates = slice.length() == 0
                    ? List.of()
                    : log.abortedTransactions(wanted.fetchOffset(), log.lastStableOffset());
            if (candidates.isEmpty()) {
                return List.of();
            }
            long end = endOf(slice);
            return candidates.stream()
                    .filter(transaction -> transaction.firstOffset() < end)
                    .map(transaction -> new AbortedTransaction()
                            .setProducerId(transaction.producerId())
                            .setFirstOffset(transaction.firstOffset()))
                    .toList();
        }

        private long endOf(LogSlice slice) {
            try {
                return slice.endOffset();
            } catch (IOException failure) {
                slice.close();
                throw new KafkaStorageException("Partition " + partition.id() + " cannot be read", failure);
            }
        }
    }
}
