package org.ordertracking.broker.api.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.broker.fixture.Records.batch;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.message.ProduceResponseData.PartitionProduceResponse;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.fixture.LogLines;
import org.ordertracking.broker.fixture.Records;
import org.ordertracking.broker.fixture.Requests;
import org.ordertracking.broker.fixture.TestBroker;
import org.ordertracking.broker.fixture.TestDisk;
import org.ordertracking.broker.topic.NewTopic;
import org.ordertracking.broker.topic.Topic;

class ProduceHandlerTest {
    private static final short ALL = -1;
    private static final short LEADER = 1;
    private static final short NONE = 0;
    private static final int BY_NAME = 9;
    private static final int BY_ID = 13;

    @TempDir
    private Path directory;

    private TestBroker broker;
    private Topic orders;

    @BeforeEach
    void start() {
        broker = TestBroker.in(directory).start();
        orders = broker.topic("orders", 2);
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void recordsAreAppendedAndTheOffsetOfTheFirstComesBack() {
        produce(ALL, to(0, batch("a", "b")));

        PartitionProduceResponse response = produce(ALL, to(0, batch("c"))).get(0);

        assertThat(response.errorCode()).isZero();
        assertThat(response.baseOffset()).isEqualTo(2);
        assertThat(response.logAppendTimeMs())
                .as("the producer's timestamps are kept")
                .isEqualTo(-1);
        assertThat(response.logStartOffset()).isZero();
        assertThat(highWatermark(0)).isEqualTo(3);
    }

    @Test
    void acksAllWaitsForTheDiskAndTheOthersDoNot() {
        long before = broker.store().counters().flushes();
        produce(LEADER, to(0, batch("a")));
        assertThat(broker.store().counters().flushes()).isEqualTo(before);

        produce(ALL, to(0, batch("b")));
        assertThat(broker.store().counters().flushes()).isEqualTo(before + 1);
    }

    @Test
    void withLogAppendTimeTheTimeComesBack() {
        broker.topics()
                .create(new NewTopic("stamped", 1, Map.of("message.timestamp.type", "LogAppendTime")), false)
                .toCompletableFuture()
                .join();

        PartitionProduceResponse response = partitions(send(ALL, topic("stamped", to(0, batch("a"))), BY_NAME))
                .get(0);

        assertThat(response.logAppendTimeMs()).isEqualTo(TestBroker.NOW.toEpochMilli());
    }

    @Test
    void aCompactedTopicTakesNoRecordsWithoutAKeyAndNamesThem() {
        broker.topics()
                .create(new NewTopic("inventory", 1, Map.of("cleanup.policy", "compact")), false)
                .toCompletableFuture()
                .join();

        PartitionProduceResponse response = partitions(send(ALL, topic("inventory", to(0, batch("a", "b"))), BY_NAME))
                .get(0);

        assertThat(response.errorCode()).isEqualTo(Errors.INVALID_RECORD.code());
        assertThat(response.recordErrors())
                .extracting(error -> error.batchIndex())
                .containsExactly(0, 1);
        assertThat(response.recordErrors().get(0).batchIndexErrorMessage()).contains("inventory-0");
        assertThat(broker.topic("inventory", 1).partitions().get(0).log().highWatermark())
                .isZero();
    }

    @Test
    void producingWithoutAcksIsAppendedAndHasNoResponse() {
        ApiResponse response = send(NONE, topic("orders", to(0, batch("a"))), BY_NAME);

        assertThat(response).isInstanceOf(ApiResponse.Silence.class);
        assertThat(highWatermark(0)).isEqualTo(1);
    }

    @Test
    void aRefusalWithoutAcksClosesTheConnectionAndTheRestIsAppended() {
        ApiResponse response = send(NONE, topic("orders", to(0, batch("a")), to(9, batch("b"))), BY_NAME);

        assertThat(response)
                .isInstanceOfSatisfying(
                        ApiResponse.Hangup.class,
                        hangup ->
                                assertThat(hangup.reason()).contains("acks=0").contains("'orders' has no partition 9"));
        assertThat(highWatermark(0)).isEqualTo(1);
    }

    @Test
    void recordsOfATransactionWithoutAnIdCloseTheConnectionWhenThereAreNoAcks() {
        ApiResponse response = send(NONE, topic("orders", to(0, Records.inTransaction(7, "a"))), BY_NAME);

        assertThat(response).isInstanceOf(ApiResponse.Hangup.class);
        assertThat(highWatermark(0)).isZero();
    }

    @ParameterizedTest
    @ValueSource(shorts = {-2, 2, Short.MAX_VALUE})
    void otherAcksAreInvalid(short acks) {
        assertThat(produce(acks, to(0, batch("a"))))
                .singleElement()
                .returns(Errors.INVALID_REQUIRED_ACKS.code(), PartitionProduceResponse::errorCode);
        assertThat(highWatermark(0)).isZero();
    }

    @Test
    void goodPartitionsAreServedBesideBadOnes() {
        MemoryRecords corrupt = batch("corrupt");
        corrupt.buffer().put(corrupt.sizeInBytes() - 1, (byte) 99);

        List<PartitionProduceResponse> responses =
                produce(ALL, to(0, corrupt), to(1, batch("good")), to(2, batch("nowhere")));

        assertThat(responses)
                .extracting(PartitionProduceResponse::errorCode)
                .containsExactly(
                        Errors.CORRUPT_MESSAGE.code(), Errors.NONE.code(), Errors.UNKNOWN_TOPIC_OR_PARTITION.code());
        assertThat(responses.get(0).baseOffset()).isEqualTo(-1);
        assertThat(responses.get(0).errorMessage()).contains("CRC");
        assertThat(highWatermark(0)).isZero();
        assertThat(highWatermark(1)).isEqualTo(1);
    }

    @Test
    void anUnknownTopicIsNotCreatedByProducing() {
        assertThat(errorOf(send(ALL, topic("nobody", to(0, batch("a"))), BY_NAME)))
                .isEqualTo(Errors.UNKNOWN_TOPIC_OR_PARTITION);
        assertThat(broker.topics().byName("nobody")).isEmpty();
    }

    @Test
    void aTopicMayBeNamedByItsId() {
        TopicProduceData byId = topic("", to(0, batch("a"))).setTopicId(orders.id());
        TopicProduceData unknown = topic("", to(0, batch("a"))).setTopicId(Uuid.ONE_UUID);

        assertThat(errorOf(send(ALL, byId, BY_ID))).isEqualTo(Errors.NONE);
        assertThat(errorOf(send(ALL, unknown, BY_ID))).isEqualTo(Errors.UNKNOWN_TOPIC_ID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"__consumer_offsets", "__transaction_state"})
    void onlyTheBrokerWritesToItsOwnTopics(String internal) {
        broker.topic(internal, 1);

        assertThat(errorOf(send(ALL, topic(internal, to(0, batch("a"))), BY_NAME)))
                .isEqualTo(Errors.INVALID_TOPIC_EXCEPTION);
    }

    @Test
    void aPartitionWithoutRecordsIsRefused() {
        assertThat(produce(ALL, to(0, null)))
                .singleElement()
                .satisfies(response -> assertThat(response.errorCode()).isNotZero());
        assertThat(produce(ALL, to(0, MemoryRecords.EMPTY)))
                .singleElement()
                .satisfies(response -> assertThat(response.errorCode()).isNotZero());
    }

    @Test
    void aBatchOverTheTopicsLimitIsRefused() {
        PartitionProduceResponse response =
                produce(ALL, to(0, batch("x".repeat(2 << 20)))).get(0);

        assertThat(response.errorCode()).isEqualTo(Errors.MESSAGE_TOO_LARGE.code());
        assertThat(response.errorMessage()).contains("max.message.bytes");
    }

    @Test
    void recordsOfATransactionNeedATransactionalIdInTheRequest() {
        assertThat(produce(ALL, to(0, Records.inTransaction(7, "a"))))
                .singleElement()
                .returns(Errors.TRANSACTIONAL_ID_AUTHORIZATION_FAILED.code(), PartitionProduceResponse::errorCode);
        assertThat(highWatermark(0)).isZero();
    }

    @Test
    void anIdempotentProducersRepeatedBatchIsAppendedOnceAndAnsweredAlike() {
        PartitionProduceResponse first = produce(ALL, to(0, sequenced(0))).get(0);
        PartitionProduceResponse repeated = produce(ALL, to(0, sequenced(0))).get(0);

        assertThat(repeated).isEqualTo(first);
        assertThat(highWatermark(0)).isEqualTo(1);
        assertThat(produce(ALL, to(0, sequenced(5))))
                .singleElement()
                .returns(Errors.OUT_OF_ORDER_SEQUENCE_NUMBER.code(), PartitionProduceResponse::errorCode);
    }

    @Test
    void whatTheDiskRefusesIsAnErrorAClientRepeats() {
        broker.disk().refuseWrites(TestDisk.below(orders.id().toString()));
        try (LogLines expected = LogLines.of("org.ordertracking.broker.log")) {
            PartitionProduceResponse response = produce(ALL, to(0, batch("a"))).get(0);

            assertThat(response.errorCode()).isEqualTo(Errors.KAFKA_STORAGE_ERROR.code());
            assertThat(expected.warnings()).hasSize(1);
        }
        broker.disk().repair();
        assertThat(produce(ALL, to(0, batch("a"))).get(0).errorCode()).isZero();
    }

    private static MemoryRecords sequenced(int sequence) {
        return MemoryRecords.withIdempotentRecords(
                Compression.NONE, 7L, (short) 0, sequence, new SimpleRecord(1, "once".getBytes()));
    }

    private static PartitionProduceData to(int partition, MemoryRecords records) {
        return new PartitionProduceData().setIndex(partition).setRecords(records);
    }

    private static TopicProduceData topic(String name, PartitionProduceData... partitions) {
        return new TopicProduceData().setName(name).setPartitionData(List.of(partitions));
    }

    private static ProduceRequestData request(short acks, TopicProduceData topic) {
        ProduceRequestData request = new ProduceRequestData().setAcks(acks).setTimeoutMs(1000);
        request.topicData().add(topic);
        return request;
    }

    private ApiResponse send(short acks, TopicProduceData topic, int version) {
        return send(request(acks, topic), version);
    }

    private ApiResponse send(ProduceRequestData request, int version) {
        return Requests.await(Requests.send(broker.dispatcher(), request, version));
    }

    private List<PartitionProduceResponse> produce(short acks, PartitionProduceData... partitions) {
        return partitions(send(acks, topic("orders", partitions), BY_NAME));
    }

    private static List<PartitionProduceResponse> partitions(ApiResponse response) {
        ProduceResponseData data = (ProduceResponseData) ((ApiResponse.Message) response).body();
        return data.responses().iterator().next().partitionResponses();
    }

    private static Errors errorOf(ApiResponse response) {
        return Errors.forCode(partitions(response).get(0).errorCode());
    }

    private long highWatermark(int partition) {
        return orders.partitions().get(partition).log().highWatermark();
    }
}
