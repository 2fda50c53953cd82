package org.ordertracking.broker.api.records;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData.OffsetForLeaderPartition;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData.OffsetForLeaderTopic;
import org.apache.kafka.common.message.OffsetForLeaderEpochResponseData;
import org.apache.kafka.common.message.OffsetForLeaderEpochResponseData.EpochEndOffset;
import org.apache.kafka.common.message.OffsetForLeaderEpochResponseData.OffsetForLeaderTopicResult;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.requests.OffsetsForLeaderEpochRequest;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.api.Responses;
import org.ordertracking.broker.topic.Partition;
import org.ordertracking.broker.topic.TopicRegistry;

/** Tells where a leader's epoch ends (KIP-320): there is one epoch, and it ends where the log does. */
final class OffsetForLeaderEpochHandler implements ApiHandler<OffsetsForLeaderEpochRequest> {
    private final TopicRegistry topics;

    OffsetForLeaderEpochHandler(TopicRegistry topics) {
        this.topics = topics;
    }

    @Override
    public CompletionStage<ApiResponse> handle(RequestContext context, OffsetsForLeaderEpochRequest request) {
        OffsetForLeaderEpochResponseData response = new OffsetForLeaderEpochResponseData();
        for (OffsetForLeaderTopic topic : request.data().topics()) {
            List<EpochEndOffset> ends = topic.partitions().stream()
                    .map(partition -> endOf(topic.topic(), partition))
                    .toList();
            response.topics()
                    .add(new OffsetForLeaderTopicResult()
                            .setTopic(topic.topic())
                            .setPartitions(ends));
        }
        return Responses.now(context, response);
    }

    private EpochEndOffset endOf(String topic, OffsetForLeaderPartition wanted) {
        EpochEndOffset end = new EpochEndOffset().setPartition(wanted.partition());
        Partition partition = topics.byName(topic)
                .flatMap(known -> known.partition(wanted.partition()))
                .orElse(null);
        if (partition == null) {
            return end.setErrorCode(Errors.UNKNOWN_TOPIC_OR_PARTITION.code());
        }
        int current = wanted.currentLeaderEpoch();
        if (current != RecordBatch.NO_PARTITION_LEADER_EPOCH && current != Partition.LEADER_EPOCH) {
            Errors error = current > Partition.LEADER_EPOCH ? Errors.UNKNOWN_LEADER_EPOCH : Errors.FENCED_LEADER_EPOCH;
            return end.setErrorCode(error.code());
        }
        // Of an epoch that never was, neither epoch nor offset are told: that is the message's default.
        return wanted.leaderEpoch() == Partition.LEADER_EPOCH
                ? end.setLeaderEpoch(Partition.LEADER_EPOCH)
                        .setEndOffset(partition.log().logEndOffset())
                : end;
    }
}
