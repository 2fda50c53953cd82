package org.ordertracking.broker.api.records;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.message.DeleteRecordsRequestData.DeleteRecordsPartition;
import org.apache.kafka.common.message.DeleteRecordsRequestData.DeleteRecordsTopic;
import org.apache.kafka.common.message.DeleteRecordsResponseData;
import org.apache.kafka.common.message.DeleteRecordsResponseData.DeleteRecordsPartitionResult;
import org.apache.kafka.common.message.DeleteRecordsResponseData.DeleteRecordsTopicResult;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.DeleteRecordsRequest;
import org.apache.kafka.common.requests.DeleteRecordsResponse;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.api.Responses;
import org.ordertracking.broker.log.PartitionLog;
import org.ordertracking.broker.topic.Topic;
import org.ordertracking.broker.topic.TopicRegistry;

/**
 * Deletes the first records of partitions (KIP-107). The answer goes out when the new start offsets are on the disk. The order of
 * the checks, and so which error is told of several, is that of Kafka's {@code ReplicaManager}.
 */
final class DeleteRecordsHandler implements ApiHandler<DeleteRecordsRequest> {
    private final TopicRegistry topics;

    DeleteRecordsHandler(TopicRegistry topics) {
        this.topics = topics;
    }

    @Override
    public CompletionStage<ApiResponse> handle(RequestContext context, DeleteRecordsRequest request) {
        DeleteRecordsResponseData response = new DeleteRecordsResponseData();
        List<CompletableFuture<Void>> deletions = new ArrayList<>();
        for (DeleteRecordsTopic wanted : request.data().topics()) {
            DeleteRecordsTopicResult topic = new DeleteRecordsTopicResult().setName(wanted.name());
            response.topics().add(topic);
            for (DeleteRecordsPartition partition : wanted.partitions()) {
                DeleteRecordsPartitionResult result = new DeleteRecordsPartitionResult()
                        .setPartitionIndex(partition.partitionIndex())
                        .setLowWatermark(DeleteRecordsResponse.INVALID_LOW_WATERMARK);
                topic.partitions().add(result);
                deletions.add(delete(wanted.name(), partition, result));
            }
        }
        return CompletableFuture.allOf(deletions.toArray(CompletableFuture[]::new))
                .thenApply(done -> new ApiResponse.Message(response, context.version()));
    }

    private CompletableFuture<Void> delete(
            String topic, DeleteRecordsPartition wanted, DeleteRecordsPartitionResult result) {
        return start(topic, wanted)
                .handle((startOffset, failure) -> {
                    if (failure == null) {
                        result.setLowWatermark(startOffset);
                    } else {
                        result.setErrorCode(
                                Errors.forException(Responses.cause(failure)).code());
                    }
                    return (Void) null;
                })
                .toCompletableFuture();
    }

    private CompletionStage<Long> start(String name, DeleteRecordsPartition wanted) {
        try {
            Topic topic = topics.byName(name)
                    .orElseThrow(() -> new UnknownTopicOrPartitionException("no topic '" + name + "'"));
            PartitionLog log = topic.partition(wanted.partitionIndex())
                    .orElseThrow(() -> new UnknownTopicOrPartitionException(
                            "topic '%s' has no partition %d".formatted(name, wanted.partitionIndex())))
                    .log();
            if (topic.internal()) {
                throw new InvalidTopicException("'" + name + "' is internal: its records cannot be deleted");
            }
            if (!log.settings().cleanup().deletes()) {
                throw new PolicyViolationException(
                        "the cleanup.policy of topic '%s' does not hold 'delete'; add it to delete records"
                                .formatted(name));
            }
            long offset =
                    wanted.offset() == DeleteRecordsRequest.HIGH_WATERMARK ? log.highWatermark() : wanted.offset();
            return log.deleteRecordsBefore(offset);
        } catch (RuntimeException refusal) {
            return CompletableFuture.failedStage(refusal);
        }
    }
}
