package org.ordertracking.broker.api.transactions;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.message.DescribeProducersRequestData.TopicRequest;
import org.apache.kafka.common.message.DescribeProducersResponseData;
import org.apache.kafka.common.message.DescribeProducersResponseData.PartitionResponse;
import org.apache.kafka.common.message.DescribeProducersResponseData.ProducerState;
import org.apache.kafka.common.message.DescribeProducersResponseData.TopicResponse;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.DescribeProducersRequest;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.api.Responses;
import org.ordertracking.broker.log.ActiveProducer;
import org.ordertracking.broker.topic.Partition;
import org.ordertracking.broker.topic.TopicRegistry;

/** Tells which producers partitions know, and where their open transactions begin. */
final class DescribeProducersHandler implements ApiHandler<DescribeProducersRequest> {
    private final TopicRegistry topics;

    DescribeProducersHandler(TopicRegistry topics) {
        this.topics = topics;
    }

    @Override
    public CompletionStage<ApiResponse> handle(RequestContext context, DescribeProducersRequest request) {
        DescribeProducersResponseData response = new DescribeProducersResponseData();
        List<CompletableFuture<Void>> described = new ArrayList<>();
        for (TopicRequest topic : request.data().topics()) {
            TopicResponse topicResponse = new TopicResponse().setName(topic.name());
            response.topics().add(topicResponse);
            for (int index : topic.partitionIndexes()) {
                PartitionResponse partition = new PartitionResponse().setPartitionIndex(index);
                topicResponse.partitions().add(partition);
                described.add(describe(topic.name(), partition));
            }
        }
        return CompletableFuture.allOf(described.toArray(CompletableFuture[]::new))
                .thenApply(done -> new ApiResponse.Message(response, context.version()));
    }

    private CompletableFuture<Void> describe(String topic, PartitionResponse response) {
        try {
            org.apache.kafka.common.internals.Topic.validate(topic);
        } catch (ApiException invalid) {
            return refuse(response, invalid);
        }
        Partition partition = topics.byName(topic)
                .flatMap(known -> known.partition(response.partitionIndex()))
                .orElse(null);
        if (partition == null) {
            return refuse(response, Errors.UNKNOWN_TOPIC_OR_PARTITION.exception());
        }
        return partition
                .log()
                .producers()
                .<Void>handle((producers, failure) -> {
                    if (failure == null) {
                        producers.forEach(producer -> response.activeProducers().add(stateOf(producer)));
                    } else {
                        refuse(response, Responses.cause(failure));
                    }
                    return null;
                })
                .toCompletableFuture();
    }

    private static CompletableFuture<Void> refuse(PartitionResponse response, Throwable why) {
        response.setErrorCode(Errors.forException(why).code()).setErrorMessage(why.getMessage());
        return CompletableFuture.completedFuture(null);
    }

    private static ProducerState stateOf(ActiveProducer producer) {
        return new ProducerState()
                .setProducerId(producer.producerId())
                .setProducerEpoch(producer.epoch())
                .setLastSequence(producer.lastSequence())
                .setLastTimestamp(producer.lastTimestamp())
                .setCoordinatorEpoch(producer.coordinatorEpoch())
                .setCurrentTxnStartOffset(producer.transactionStart());
    }
}
