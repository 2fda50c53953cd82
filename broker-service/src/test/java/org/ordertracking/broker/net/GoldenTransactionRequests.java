package org.ordertracking.broker.net;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.AddOffsetsToTxnRequestData;
import org.apache.kafka.common.message.AddPartitionsToTxnRequestData;
import org.apache.kafka.common.message.AddPartitionsToTxnRequestData.AddPartitionsToTxnTopic;
import org.apache.kafka.common.message.AddPartitionsToTxnRequestData.AddPartitionsToTxnTopicCollection;
import org.apache.kafka.common.message.AddPartitionsToTxnRequestData.AddPartitionsToTxnTransaction;
import org.apache.kafka.common.message.DescribeProducersRequestData;
import org.apache.kafka.common.message.DescribeTransactionsRequestData;
import org.apache.kafka.common.message.EndTxnRequestData;
import org.apache.kafka.common.message.InitProducerIdRequestData;
import org.apache.kafka.common.message.ListTransactionsRequestData;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.message.TxnOffsetCommitRequestData;
import org.apache.kafka.common.message.TxnOffsetCommitRequestData.TxnOffsetCommitRequestPartition;
import org.apache.kafka.common.message.TxnOffsetCommitRequestData.TxnOffsetCommitRequestTopic;
import org.apache.kafka.common.message.WriteTxnMarkersRequestData;
import org.apache.kafka.common.message.WriteTxnMarkersRequestData.WritableTxnMarker;
import org.apache.kafka.common.message.WriteTxnMarkersRequestData.WritableTxnMarkerTopic;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;
import org.ordertracking.broker.api.SupportedApi;
import org.ordertracking.broker.fixture.TestBroker;

/** The requests of the first producer of a new broker, with transactional id {@code golden-transactions}. */
final class GoldenTransactionRequests {
    static final String TRANSACTIONAL_ID = "golden-transactions";
    private static final long PRODUCER_ID = 0;
    private static final short PRODUCER_EPOCH = 0;
    private static final int TIMEOUT_MILLIS = 10_000;

    private GoldenTransactionRequests() {}

    static ApiMessage of(SupportedApi api, short version) {
        return switch (api) {
            case ADD_PARTITIONS_TO_TXN -> addPartitions(version);
            case ADD_OFFSETS_TO_TXN -> addOffsets();
            case END_TXN -> end();
            case WRITE_TXN_MARKERS -> writeMarkers();
            case TXN_OFFSET_COMMIT -> commitOffsets(version);
            case DESCRIBE_PRODUCERS ->
                new DescribeProducersRequestData()
                        .setTopics(List.of(new DescribeProducersRequestData.TopicRequest()
                                .setName(GoldenRequests.TOPIC)
                                .setPartitionIndexes(List.of(0, 7))));
            case DESCRIBE_TRANSACTIONS ->
                new DescribeTransactionsRequestData().setTransactionalIds(List.of(TRANSACTIONAL_ID, "unknown"));
            case LIST_TRANSACTIONS -> new ListTransactionsRequestData().setStateFilters(List.of("Ongoing", "Unheard"));
            default -> throw new IllegalArgumentException(api + " is not about transactions");
        };
    }

    static InitProducerIdRequestData initialize() {
        return new InitProducerIdRequestData()
                .setTransactionalId(TRANSACTIONAL_ID)
                .setTransactionTimeoutMs(TIMEOUT_MILLIS);
    }

    static AddPartitionsToTxnRequestData addPartitions(short version) {
        AddPartitionsToTxnTopicCollection topics = new AddPartitionsToTxnTopicCollection();
        topics.add(new AddPartitionsToTxnTopic().setName(GoldenRequests.TOPIC).setPartitions(List.of(0)));
        AddPartitionsToTxnRequestData request = new AddPartitionsToTxnRequestData();
        if (version < 4) {
            return request.setV3AndBelowTransactionalId(TRANSACTIONAL_ID)
                    .setV3AndBelowProducerId(PRODUCER_ID)
                    .setV3AndBelowProducerEpoch(PRODUCER_EPOCH)
                    .setV3AndBelowTopics(topics);
        }
        request.transactions()
                .add(new AddPartitionsToTxnTransaction()
                        .setTransactionalId(TRANSACTIONAL_ID)
                        .setProducerId(PRODUCER_ID)
                        .setProducerEpoch(PRODUCER_EPOCH)
                        .setTopics(topics));
        return request;
    }

    static AddOffsetsToTxnRequestData addOffsets() {
        return new AddOffsetsToTxnRequestData()
                .setTransactionalId(TRANSACTIONAL_ID)
                .setProducerId(PRODUCER_ID)
                .setProducerEpoch(PRODUCER_EPOCH)
                .setGroupId(GoldenRequests.GROUP);
    }

    static ProduceRequestData produce() {
        SimpleRecord record =
                new SimpleRecord(TestBroker.NOW.toEpochMilli(), "placed".getBytes(StandardCharsets.UTF_8));
        MemoryRecords records =
                MemoryRecords.withTransactionalRecords(Compression.NONE, PRODUCER_ID, PRODUCER_EPOCH, 0, record);
        ProduceRequestData request = new ProduceRequestData()
                .setTransactionalId(TRANSACTIONAL_ID)
                .setAcks((short) -1)
                .setTimeoutMs(TIMEOUT_MILLIS);
        request.topicData()
                .add(new TopicProduceData()
                        .setName(GoldenRequests.TOPIC)
                        .setPartitionData(
                                List.of(new PartitionProduceData().setIndex(0).setRecords(records))));
        return request;
    }

    private static EndTxnRequestData end() {
        return new EndTxnRequestData()
                .setTransactionalId(TRANSACTIONAL_ID)
                .setProducerId(PRODUCER_ID)
                .setProducerEpoch(PRODUCER_EPOCH)
                .setCommitted(true);
    }

    private static WriteTxnMarkersRequestData writeMarkers() {
        return new WriteTxnMarkersRequestData()
                .setMarkers(List.of(new WritableTxnMarker()
                        .setProducerId(PRODUCER_ID)
                        .setProducerEpoch(PRODUCER_EPOCH)
                        .setTransactionResult(false)
                        .setTopics(List.of(new WritableTxnMarkerTopic()
                                .setName(GoldenRequests.TOPIC)
                                .setPartitionIndexes(List.of(0))))));
    }

    private static TxnOffsetCommitRequestData commitOffsets(short version) {
        TxnOffsetCommitRequestData request = new TxnOffsetCommitRequestData()
                .setTransactionalId(TRANSACTIONAL_ID)
                .setGroupId(GoldenRequests.GROUP)
                .setProducerId(PRODUCER_ID)
                .setProducerEpoch(PRODUCER_EPOCH)
                .setTopics(List.of(new TxnOffsetCommitRequestTopic()
                        .setName(GoldenRequests.TOPIC)
                        .setPartitions(List.of(
                                new TxnOffsetCommitRequestPartition()
                                        .setPartitionIndex(0)
                                        .setCommittedOffset(1),
                                new TxnOffsetCommitRequestPartition()
                                        .setPartitionIndex(7)
                                        .setCommittedOffset(1)))));
        return version < 3 ? request : request.setGenerationId(-1);
    }
}
