package org.ordertracking.broker.share;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.CoordinatorNotAvailableException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.server.share.persister.GroupTopicPartitionData;
import org.apache.kafka.server.share.persister.PartitionAllData;
import org.apache.kafka.server.share.persister.PartitionErrorData;
import org.apache.kafka.server.share.persister.PartitionFactory;
import org.apache.kafka.server.share.persister.PartitionIdLeaderEpochData;
import org.apache.kafka.server.share.persister.PartitionInfoData;
import org.apache.kafka.server.share.persister.PartitionStateBatchData;
import org.apache.kafka.server.share.persister.Persister;
import org.apache.kafka.server.share.persister.PersisterStateBatch;
import org.apache.kafka.server.share.persister.ReadShareGroupStateParameters;
import org.apache.kafka.server.share.persister.TopicData;
import org.apache.kafka.server.share.persister.WriteShareGroupStateParameters;
import org.ordertracking.broker.topic.Partition;

/**
 * The stored state of one partition for one group, as the {@link Persister} keeps it. Failures are those that Kafka's brokers
 * answer to consumers.
 */
final class SharePartitionStore {

    /**
     * What was stored.
     *
     * @param epoch of the state; a write of an older one is refused
     * @param startOffset the first record that is not done, or -1 if none was stored yet
     */
    record Stored(int epoch, long startOffset, List<PersisterStateBatch> batches) {
        boolean hasStart() {
            return startOffset != PartitionFactory.UNINITIALIZED_START_OFFSET;
        }
    }

    private final String group;
    private final TopicIdPartition partition;
    private final Persister persister;

    SharePartitionStore(String group, TopicIdPartition partition, Persister persister) {
        this.group = group;
        this.partition = partition;
        this.persister = persister;
    }

    CompletableFuture<Stored> read() {
        PartitionIdLeaderEpochData wanted =
                PartitionFactory.newPartitionIdLeaderEpochData(partition.partition(), Partition.LEADER_EPOCH);
        return persister
                .readState(new ReadShareGroupStateParameters.Builder()
                        .setGroupTopicPartitionData(new GroupTopicPartitionData<>(group, topicWith(wanted)))
                        .build())
                .thenApply(result -> {
                    PartitionAllData state = theOnly(result.topicsData());
                    requireNone(state.errorCode(), state.errorMessage());
                    return new Stored(state.stateEpoch(), state.startOffset(), state.stateBatches());
                });
    }

    CompletableFuture<Void> write(int stateEpoch, long startOffset, List<PersisterStateBatch> batches) {
        PartitionStateBatchData state = PartitionFactory.newPartitionStateBatchData(
                partition.partition(), stateEpoch, startOffset, Partition.LEADER_EPOCH, batches);
        return persister
                .writeState(new WriteShareGroupStateParameters.Builder()
                        .setGroupTopicPartitionData(new GroupTopicPartitionData<>(group, topicWith(state)))
                        .build())
                .thenAccept(result -> {
                    PartitionErrorData written = theOnly(result.topicsData());
                    requireNone(written.errorCode(), written.errorMessage());
                });
    }

    private <P extends PartitionInfoData> List<TopicData<P>> topicWith(P data) {
        return List.of(new TopicData<>(partition.topicId(), List.of(data)));
    }

    private static <P extends PartitionInfoData> P theOnly(List<TopicData<P>> topics) {
        if (topics == null || topics.size() != 1 || topics.get(0).partitions().size() != 1) {
            throw new UnknownServerException(
                    "the share coordinator did not answer for one partition, but with " + topics);
        }
        return topics.get(0).partitions().get(0);
    }

    private static void requireNone(short errorCode, String message) {
        Errors error = Errors.forCode(errorCode);
        if (error != Errors.NONE) {
            throw refusal(error, message);
        }
    }

    private static ApiException refusal(Errors error, String message) {
        return switch (error) {
            case NOT_COORDINATOR, COORDINATOR_NOT_AVAILABLE, COORDINATOR_LOAD_IN_PROGRESS ->
                new CoordinatorNotAvailableException(message);
            case GROUP_ID_NOT_FOUND -> new GroupIdNotFoundException(message);
            case UNKNOWN_TOPIC_OR_PARTITION -> new UnknownTopicOrPartitionException(message);
            case FENCED_LEADER_EPOCH, FENCED_STATE_EPOCH -> new NotLeaderOrFollowerException(message);
            default -> new UnknownServerException(message);
        };
    }
}
