package org.ordertracking.broker.api.records;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.errors.UnknownLeaderEpochException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsPartition;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsTopic;
import org.apache.kafka.common.message.ListOffsetsResponseData;
import org.apache.kafka.common.message.ListOffsetsResponseData.ListOffsetsPartitionResponse;
import org.apache.kafka.common.message.ListOffsetsResponseData.ListOffsetsTopicResponse;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.ListOffsetsRequest;
import org.apache.kafka.common.requests.ListOffsetsResponse;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.log.PartitionLog;
import org.ordertracking.broker.log.TimestampedOffset;
import org.ordertracking.broker.topic.Partition;
import org.ordertracking.broker.topic.TopicRegistry;

/** Finds offsets by time: the first, the next, the one of the latest record, or the first at or after a timestamp. */
final class ListOffsetsHandler implements ApiHandler<ListOffsetsRequest> {
    private static final TimestampedOffset NOT_FOUND =
            new TimestampedOffset(ListOffsetsResponse.UNKNOWN_OFFSET, ListOffsetsResponse.UNKNOWN_TIMESTAMP);

    private static final short FIRST_VERSION_WITH_LEADER_EPOCH = 4;

    private final TopicRegistry topics;
    private final Executor readers;

    /**
     * @param readers where look-ups run, since they may read the disk
     */
    ListOffsetsHandler(TopicRegistry topics, Executor readers) {
        this.topics = topics;
        this.readers = readers;
    }

    @Override
    public CompletionStage<ApiResponse> handle(RequestContext context, ListOffsetsRequest request) {
        return CompletableFuture.supplyAsync(() -> find(context, request), readers);
    }

    private ApiResponse find(RequestContext context, ListOffsetsRequest request) {
        List<ListOffsetsTopicResponse> found = request.topics().stream()
                .map(topic -> new ListOffsetsTopicResponse()
                        .setName(topic.name())
                        .setPartitions(topic.partitions().stream()
                                .map(partition -> find(
                                        context.version(),
                                        Isolation.of(request.data().isolationLevel()),
                                        topic,
                                        partition))
                                .toList()))
                .toList();
        return new ApiResponse.Message(new ListOffsetsResponseData().setTopics(found), context.version());
    }

    private ListOffsetsPartitionResponse find(
            short version, IsolationLevel isolation, ListOffsetsTopic topic, ListOffsetsPartition wanted) {
        ListOffsetsPartitionResponse response =
                new ListOffsetsPartitionResponse().setPartitionIndex(wanted.partitionIndex());
        try {
            PartitionLog log = topics.byName(topic.name())
                    .flatMap(known -> known.partition(wanted.partitionIndex()))
                    .orElseThrow(() -> new UnknownTopicOrPartitionException(
                            "no partition %s-%d".formatted(topic.name(), wanted.partitionIndex())))
                    .log();
            if (wanted.currentLeaderEpoch() > Partition.LEADER_EPOCH) {
                throw new UnknownLeaderEpochException("leader epoch %d is ahead of %d"
                        .formatted(wanted.currentLeaderEpoch(), Partition.LEADER_EPOCH));
            }
            TimestampedOffset offset = find(log, isolation, wanted.timestamp());
            response.setOffset(offset.offset()).setTimestamp(offset.timestamp());
            if (version >= FIRST_VERSION_WITH_LEADER_EPOCH && offset != NOT_FOUND) {
                response.setLeaderEpoch(Partition.LEADER_EPOCH);
            }
            return response;
        } catch (RuntimeException refusal) {
            return response.setErrorCode(Errors.forException(refusal).code());
        }
    }

    private static TimestampedOffset find(PartitionLog log, IsolationLevel isolation, long timestamp) {
        if (timestamp == ListOffsetsRequest.EARLIEST_TIMESTAMP
                || timestamp == ListOffsetsRequest.EARLIEST_LOCAL_TIMESTAMP) {
            return withoutTime(log.logStartOffset());
        }
        if (timestamp == ListOffsetsRequest.LATEST_TIMESTAMP) {
            return withoutTime(log.readableEnd(isolation));
        }
        if (timestamp == ListOffsetsRequest.MAX_TIMESTAMP) {
            return readable(log, isolation, log.offsetOfMaxTimestamp());
        }
        // Any other negative value names tiered storage, of which there is none.
        return timestamp < 0 ? NOT_FOUND : readable(log, isolation, log.offsetForTimestamp(timestamp));
    }

    private static TimestampedOffset readable(
            PartitionLog log, IsolationLevel isolation, Optional<TimestampedOffset> found) {
        return found.filter(record -> record.offset() < log.readableEnd(isolation))
                .orElse(NOT_FOUND);
    }

    private static TimestampedOffset withoutTime(long offset) {
        return new TimestampedOffset(offset, ListOffsetsResponse.UNKNOWN_TIMESTAMP);
    }
}
