package org.ordertracking.broker.api.records;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InvalidRequiredAcksException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.message.ProduceResponseData.BatchIndexAndErrorMessage;
import org.apache.kafka.common.message.ProduceResponseData.PartitionProduceResponse;
import org.apache.kafka.common.message.ProduceResponseData.TopicProduceResponse;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.requests.ProduceRequest;
import org.ordertracking.broker.api.ApiHandler;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.RequestContext;
import org.ordertracking.broker.api.Responses;
import org.ordertracking.broker.log.AppendOrigin;
import org.ordertracking.broker.log.Appended;
import org.ordertracking.broker.log.Durability;
import org.ordertracking.broker.log.RecordsRefusedException;
import org.ordertracking.broker.topic.Partition;
import org.ordertracking.broker.topic.Topic;
import org.ordertracking.broker.topic.TopicRegistry;

/**
 * Appends record batches. Appends are handed to the log threads in the order of the requests; the answer goes out when
 * each has the durability that its acks ask for: 1, written; all, on the disk. Appends in a transaction go through {@link
 * TransactionalWrites}.
 */
final class ProduceHandler implements ApiHandler<ProduceRequest> {
    private static final short ACKS_ALL = -1;
    private static final short ACKS_LEADER = 1;
    private static final short ACKS_NONE = 0;
    private static final short FIRST_VERSION_WITH_TOPIC_IDS = 13;

    private final TopicRegistry topics;
    private final TransactionalWrites transactions;

    ProduceHandler(TopicRegistry topics, TransactionalWrites transactions) {
        this.topics = topics;
        this.transactions = transactions;
    }

    @Override
    public CompletionStage<ApiResponse> handle(RequestContext context, ProduceRequest request) {
        short acks = request.acks();
        if (acks != ACKS_ALL && acks != ACKS_LEADER && acks != ACKS_NONE) {
            throw new InvalidRequiredAcksException("acks must be -1, 0 or 1, not " + acks);
        }
        Answer answer = new Answer(context.version(), acks);
        Durability durability = acks == ACKS_ALL ? Durability.SYNCED : Durability.WRITTEN;
        if (request.transactionalId() == null) {
            Appends plain = (target, records) -> appendOutsideOfTransactions(target, records, durability);
            appendAll(context.version(), request, plain, answer);
        } else {
            TransactionalAppends transactional =
                    transactions.begin(request.transactionalId(), context.version(), durability);
            appendAll(context.version(), request, transactional, answer);
            transactional.run();
        }
        return answer.complete();
    }

    private void appendAll(short version, ProduceRequest request, Appends appends, Answer answer) {
        for (TopicProduceData topic : request.data().topicData()) {
            append(version, topic, appends, answer);
        }
    }

    private void append(short version, TopicProduceData data, Appends appends, Answer answer) {
        boolean byId = version >= FIRST_VERSION_WITH_TOPIC_IDS;
        Topic topic = (byId ? topics.byId(data.topicId()) : topics.byName(data.name())).orElse(null);
        TopicProduceResponse response =
                answer.topic(data.name(), data.topicId(), data.partitionData().size());
        for (PartitionProduceData partitionData : data.partitionData()) {
            PartitionProduceResponse partition = answer.partition(response, partitionData.index());
            try {
                Partition target = targetOf(topic, byId, data, partitionData.index());
                answer.await(append(version, target, partitionData, appends), partition);
            } catch (RuntimeException refusal) {
                answer.refuse(partition, refusal);
            }
        }
    }

    private static Partition targetOf(Topic topic, boolean byId, TopicProduceData data, int index) {
        if (topic == null && byId) {
            throw new UnknownTopicIdException("no topic with id " + data.topicId());
        }
        if (topic == null) {
            throw new UnknownTopicOrPartitionException("no topic '" + data.name() + "'");
        }
        if (topic.internal()) {
            throw new InvalidTopicException("'" + topic.name() + "' is internal: only the broker writes to it");
        }
        return topic.partition(index)
                .orElseThrow(() -> new UnknownTopicOrPartitionException(
                        "topic '%s' has no partition %d".formatted(topic.name(), index)));
    }

    private static CompletionStage<Appended> append(
            short version, Partition target, PartitionProduceData data, Appends appends) {
        if (!(data.records() instanceof MemoryRecords records)) {
            throw new InvalidRecordException("partition %d comes without records".formatted(data.index()));
        }
        ProduceRequest.validateRecords(version, records);
        return appends.append(target, records);
    }

    private static CompletionStage<Appended> appendOutsideOfTransactions(
            Partition target, MemoryRecords records, Durability durability) {
        RecordBatch first = records.firstBatch();
        if (first != null && first.isTransactional()) {
            throw new TransactionalIdAuthorizationException(
                    "records of a transaction come without a transactional.id in the request");
        }
        return target.log().append(records, AppendOrigin.CLIENT, durability);
    }

    /** How records get to a partition. */
    @FunctionalInterface
    interface Appends {
        CompletionStage<Appended> append(Partition target, MemoryRecords records);
    }

    /** The response as it fills up: complete when every partition has its part. */
    private static final class Answer {
        private final short version;
        private final short acks;
        private final ProduceResponseData response = new ProduceResponseData();
        private final CompletableFuture<ApiResponse> whole = new CompletableFuture<>();
        // One more than the appends under way, so that the answer is not complete while they are being handed on.
        private final AtomicInteger open = new AtomicInteger(1);
        private volatile String firstRefusal;

        private Answer(short version, short acks) {
            this.version = version;
            this.acks = acks;
        }

        private TopicProduceResponse topic(String name, Uuid id, int partitions) {
            TopicProduceResponse topic = new TopicProduceResponse()
                    .setName(name)
                    .setTopicId(id)
                    .setPartitionResponses(new ArrayList<>(partitions));
            response.responses().add(topic);
            return topic;
        }

        private PartitionProduceResponse partition(TopicProduceResponse topic, int index) {
            PartitionProduceResponse partition =
                    new PartitionProduceResponse().setIndex(index).setBaseOffset(-1);
            List<PartitionProduceResponse> partitions = topic.partitionResponses();
            partitions.add(partition);
            return partition;
        }

        private void await(CompletionStage<Appended> append, PartitionProduceResponse partition) {
            open.incrementAndGet();
            append.whenComplete((appended, failure) -> {
                if (failure == null) {
                    partition
                            .setBaseOffset(appended.baseOffset())
                            .setLogAppendTimeMs(appended.logAppendTime())
                            .setLogStartOffset(appended.logStartOffset());
                } else {
                    refuse(partition, failure);
                }
                closeOne();
            });
        }

        private void refuse(PartitionProduceResponse partition, Throwable failure) {
            Throwable cause = Responses.cause(failure);
            if (cause instanceof RecordsRefusedException refused) {
                partition.setRecordErrors(refused.refusals().stream()
                        .map(refusal -> new BatchIndexAndErrorMessage()
                                .setBatchIndex(refusal.index())
                                .setBatchIndexErrorMessage(refusal.message()))
                        .toList());
                cause = refused.reason();
            }
            partition.setErrorCode(Errors.forException(cause).code()).setErrorMessage(cause.getMessage());
            firstRefusal = cause.toString();
        }

        private CompletionStage<ApiResponse> complete() {
            closeOne();
            return whole;
        }

        private void closeOne() {
            if (open.decrementAndGet() == 0) {
                whole.complete(outcome());
            }
        }

        private ApiResponse outcome() {
            if (acks != ACKS_NONE) {
                return new ApiResponse.Message(response, version);
            }
            // A producer that expects no response learns of a failure only by losing its connection, as with Kafka.
            return firstRefusal == null
                    ? new ApiResponse.Silence()
                    : new ApiResponse.Hangup("produce with acks=0 refused: " + firstRefusal);
        }
    }
}
