package org.ordertracking.broker.api.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.AddPartitionsToTxnRequestData;
import org.apache.kafka.common.message.AddPartitionsToTxnRequestData.AddPartitionsToTxnTopic;
import org.apache.kafka.common.message.AddPartitionsToTxnRequestData.AddPartitionsToTxnTopicCollection;
import org.apache.kafka.common.message.AddPartitionsToTxnRequestData.AddPartitionsToTxnTransaction;
import org.apache.kafka.common.message.AddPartitionsToTxnResponseData;
import org.apache.kafka.common.message.AddPartitionsToTxnResponseData.AddPartitionsToTxnPartitionResult;
import org.apache.kafka.common.message.DescribeTransactionsRequestData;
import org.apache.kafka.common.message.DescribeTransactionsResponseData;
import org.apache.kafka.common.message.EndTxnRequestData;
import org.apache.kafka.common.message.EndTxnResponseData;
import org.apache.kafka.common.message.InitProducerIdRequestData;
import org.apache.kafka.common.message.InitProducerIdResponseData;
import org.apache.kafka.common.message.ListTransactionsRequestData;
import org.apache.kafka.common.message.ListTransactionsResponseData;
import org.apache.kafka.common.message.OffsetFetchRequestData;
import org.apache.kafka.common.message.OffsetFetchRequestData.OffsetFetchRequestGroup;
import org.apache.kafka.common.message.OffsetFetchRequestData.OffsetFetchRequestTopics;
import org.apache.kafka.common.message.OffsetFetchResponseData;
import org.apache.kafka.common.message.OffsetFetchResponseData.OffsetFetchResponseGroup;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.message.ProduceResponseData.PartitionProduceResponse;
import org.apache.kafka.common.message.TxnOffsetCommitRequestData;
import org.apache.kafka.common.message.TxnOffsetCommitRequestData.TxnOffsetCommitRequestPartition;
import org.apache.kafka.common.message.TxnOffsetCommitRequestData.TxnOffsetCommitRequestTopic;
import org.apache.kafka.common.message.TxnOffsetCommitResponseData;
import org.apache.kafka.common.message.WriteTxnMarkersRequestData;
import org.apache.kafka.common.message.WriteTxnMarkersRequestData.WritableTxnMarker;
import org.apache.kafka.common.message.WriteTxnMarkersRequestData.WritableTxnMarkerTopic;
import org.apache.kafka.common.message.WriteTxnMarkersResponseData;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.fixture.FakeTimer;
import org.ordertracking.broker.fixture.Requests;
import org.ordertracking.broker.fixture.TestBroker;
import org.ordertracking.broker.log.PartitionLog;

/** What transactional producers are told, old ones and new ones. */
class TransactionHandlersTest {
    private static final String ID = "checkout";
    private static final String GROUP = "billing";
    private static final int V2_PRODUCE = 12;
    private static final int V2_END = 5;

    @TempDir
    private Path directory;

    private final FakeTimer timer = new FakeTimer();
    private TestBroker broker;
    private long producerId;
    private short epoch;

    @BeforeEach
    void start() {
        broker = TestBroker.in(directory)
                .withTimer(timer)
                .withGroups()
                .withTransactions()
                .start();
        broker.topic("orders", 2);
        claim();
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void aBatchOfANewClientAddsItsPartition() {
        assertThat(produce(0, 0, V2_PRODUCE)).isEqualTo(Errors.NONE);

        DescribeTransactionsResponseData.TransactionState state = describe();
        assertThat(state.transactionState()).isEqualTo("Ongoing");
        assertThat(state.topics().find("orders").partitions()).containsExactly(0);
    }

    @Test
    void requestsThatFollowTheFirstOneWithoutWaitingKeepTheirOrder() {
        CountDownLatch disk = new CountDownLatch(1);
        broker.disk().beforeSync(() -> awaitUninterrupted(disk));
        List<CompletableFuture<ApiResponse>> sent = new ArrayList<>();
        for (int sequence = 0; sequence < 5; sequence++) {
            sent.add(Requests.send(broker.dispatcher(), produceRequest(0, sequence), V2_PRODUCE));
        }
        disk.countDown();

        List<PartitionProduceResponse> answers = sent.stream()
                .map(Requests::await)
                .map(TransactionHandlersTest::partitionOf)
                .toList();
        assertThat(answers).extracting(PartitionProduceResponse::errorCode).containsOnly(Errors.NONE.code());
        assertThat(answers).extracting(PartitionProduceResponse::baseOffset).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @ParameterizedTest
    @CsvSource({"9, INVALID_TXN_STATE", "10, INVALID_TXN_STATE", "11, TRANSACTION_ABORTABLE"})
    void aClientThatAddsPartitionsItselfIsRefusedWhereItDidNot(int version, Errors error) {
        assertThat(produce(0, 0, version)).isEqualTo(error);
        assertThat(log(0).highWatermark()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"9", "11", "12"})
    void aFencedProducersBatchIsRefusedInAllVersions(int version) {
        short old = epoch;
        claim();
        epoch = old;

        assertThat(produce(0, 0, version)).isEqualTo(Errors.INVALID_PRODUCER_EPOCH);
    }

    @Test
    void recordsOfTwoProducersInOneRequestAreRefused() {
        ProduceRequestData request = produceRequest(0, 0);
        MemoryRecords strange = MemoryRecords.withTransactionalRecords(
                Compression.NONE, 99, epoch, 0, new SimpleRecord("x".getBytes()));
        request.topicData()
                .find("orders", org.apache.kafka.common.Uuid.ZERO_UUID)
                .setPartitionData(List.of(
                        new PartitionProduceData().setIndex(0).setRecords(batch(0)),
                        new PartitionProduceData().setIndex(1).setRecords(strange)));

        ApiResponse answer = Requests.await(Requests.send(broker.dispatcher(), request, V2_PRODUCE));

        assertThat(partitionOf(answer).errorCode()).isEqualTo(Errors.INVALID_PRODUCER_ID_MAPPING.code());
        assertThat(log(0).highWatermark()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1, INVALID_PRODUCER_EPOCH", "2, PRODUCER_FENCED", "5, PRODUCER_FENCED"})
    void whoeverIsFencedHearsItInTheWordsOfItsVersion(int version, Errors error) {
        short old = epoch;
        claim();
        epoch = old;

        assertThat(Errors.forCode(end(true, version).errorCode())).isEqualTo(error);
        if (version < 4) {
            assertThat(addPartitions(version, false, 0)).containsExactly(error);
        }
    }

    @Test
    void onePartitionThatIsMissingKeepsTheOthersOut() {
        assertThat(addPartitions(3, false, 0, 7))
                .containsExactly(Errors.OPERATION_NOT_ATTEMPTED, Errors.UNKNOWN_TOPIC_OR_PARTITION);
        assertThat(describe().transactionState()).isEqualTo("Empty");
    }

    @Test
    void whoOnlyAsksWhichPartitionsAreInTheTransactionAddsNone() {
        assertThat(addPartitions(3, false, 0)).containsExactly(Errors.NONE);

        assertThat(addPartitions(4, true, 0, 1)).containsExactly(Errors.NONE, Errors.TRANSACTION_ABORTABLE);
        assertThat(describe().topics().find("orders").partitions()).containsExactly(0);
    }

    @Test
    void aNewClientIsToldItsNextEpochWhenItsTransactionEnds() {
        produce(0, 0, V2_PRODUCE);

        EndTxnResponseData ended = end(true, V2_END);

        assertThat(ended.errorCode()).isZero();
        assertThat(ended.producerId()).isEqualTo(producerId);
        assertThat(ended.producerEpoch()).isEqualTo((short) (epoch + 1));
    }

    @Test
    void offsetsInATransactionCountOnceItIsCommitted() {
        awaitGroups();
        assertThat(commitOffset(42, 5)).isEqualTo(Errors.NONE);
        assertThat(stableOffset()).isEqualTo(Errors.UNSTABLE_OFFSET_COMMIT);

        assertThat(end(true, V2_END).errorCode()).isZero();

        assertThat(stableOffset()).isEqualTo(Errors.NONE);
        assertThat(committedOffset()).isEqualTo(42);
    }

    @Test
    void offsetsOfAnAbortedTransactionNeverCount() {
        awaitGroups();
        assertThat(commitOffset(42, 5)).isEqualTo(Errors.NONE);

        assertThat(end(false, V2_END).errorCode()).isZero();

        assertThat(stableOffset()).isEqualTo(Errors.NONE);
        assertThat(committedOffset()).isEqualTo(-1);
    }

    @Test
    void offsetsOfAnOldClientNeedTheirGroupToBeAdded() {
        awaitGroups();

        assertThat(commitOffset(42, 3)).isEqualTo(Errors.INVALID_TXN_STATE);
        assertThat(commitOffset(42, 4)).isEqualTo(Errors.TRANSACTION_ABORTABLE);
    }

    @Test
    void offsetsInATransactionThatIsOpenAtAStopAreDecidedAfterIt() {
        awaitGroups();
        assertThat(commitOffset(42, 5)).isEqualTo(Errors.NONE);

        broker.restart();
        awaitGroups();

        assertThat(stableOffset()).isEqualTo(Errors.UNSTABLE_OFFSET_COMMIT);
        assertThat(end(true, V2_END).errorCode()).isZero();
        assertThat(committedOffset()).isEqualTo(42);
        broker.restart();
        awaitGroups();
        assertThat(stableOffset()).as("the marker is replayed").isEqualTo(Errors.NONE);
        assertThat(committedOffset()).isEqualTo(42);
    }

    @Test
    void anAdministratorEndsATransactionThatHangs() {
        produce(0, 0, V2_PRODUCE);
        assertThat(log(0).lastStableOffset()).isZero();

        WriteTxnMarkersResponseData answer = ask(
                new WriteTxnMarkersRequestData()
                        .setMarkers(List.of(new WritableTxnMarker()
                                .setProducerId(producerId)
                                .setProducerEpoch(epoch)
                                .setTransactionResult(false)
                                .setTopics(List.of(new WritableTxnMarkerTopic()
                                        .setName("orders")
                                        .setPartitionIndexes(List.of(0, 7)))))),
                1,
                WriteTxnMarkersResponseData.class);

        assertThat(answer.markers().get(0).topics().get(0).partitions())
                .extracting(partition -> Errors.forCode(partition.errorCode()))
                .containsExactlyInAnyOrder(Errors.NONE, Errors.UNKNOWN_TOPIC_OR_PARTITION);
        assertThat(log(0).lastStableOffset()).isEqualTo(2);
    }

    @Test
    void transactionsAreListedByStateIdPatternAndDuration() {
        produce(0, 0, V2_PRODUCE);

        assertThat(listed(new ListTransactionsRequestData().setStateFilters(List.of("Ongoing"))))
                .containsExactly(ID);
        assertThat(listed(new ListTransactionsRequestData().setStateFilters(List.of("Empty"))))
                .isEmpty();
        assertThat(listed(new ListTransactionsRequestData().setProducerIdFilters(List.of(producerId + 1))))
                .isEmpty();
        assertThat(listed(new ListTransactionsRequestData().setTransactionalIdPattern("check.*")))
                .containsExactly(ID);
        assertThat(listed(new ListTransactionsRequestData().setTransactionalIdPattern("check")))
                .as("the whole id has to match")
                .isEmpty();
        assertThat(listed(new ListTransactionsRequestData().setDurationFilter(0)))
                .as("the clock stands still")
                .isEmpty();
        ListTransactionsResponseData refused = ask(
                new ListTransactionsRequestData().setTransactionalIdPattern("["),
                2,
                ListTransactionsResponseData.class);
        assertThat(refused.errorCode()).isEqualTo(Errors.INVALID_REGULAR_EXPRESSION.code());
    }

    private void claim() {
        InitProducerIdResponseData claimed = ask(
                new InitProducerIdRequestData().setTransactionalId(ID).setTransactionTimeoutMs(60_000),
                4,
                InitProducerIdResponseData.class);
        assertThat(claimed.errorCode()).isZero();
        producerId = claimed.producerId();
        epoch = claimed.producerEpoch();
    }

    private Errors produce(int partition, int sequence, int version) {
        ApiResponse answer =
                Requests.await(Requests.send(broker.dispatcher(), produceRequest(partition, sequence), version));
        return Errors.forCode(partitionOf(answer).errorCode());
    }

    private ProduceRequestData produceRequest(int partition, int sequence) {
        ProduceRequestData request = new ProduceRequestData()
                .setTransactionalId(ID)
                .setAcks((short) -1)
                .setTimeoutMs(1_000);
        request.topicData()
                .add(new TopicProduceData()
                        .setName("orders")
                        .setPartitionData(List.of(
                                new PartitionProduceData().setIndex(partition).setRecords(batch(sequence)))));
        return request;
    }

    private MemoryRecords batch(int sequence) {
        return MemoryRecords.withTransactionalRecords(
                Compression.NONE,
                producerId,
                epoch,
                sequence,
                new SimpleRecord(TestBroker.NOW.toEpochMilli(), "placed".getBytes()));
    }

    private static PartitionProduceResponse partitionOf(ApiResponse response) {
        ProduceResponseData data = (ProduceResponseData) ((ApiResponse.Message) response).body();
        return data.responses().iterator().next().partitionResponses().get(0);
    }

    /** Errors in the order of the partitions. */
    private List<Errors> addPartitions(int version, boolean verifyOnly, Integer... partitions) {
        AddPartitionsToTxnTopicCollection topics = new AddPartitionsToTxnTopicCollection();
        topics.add(new AddPartitionsToTxnTopic().setName("orders").setPartitions(List.of(partitions)));
        AddPartitionsToTxnRequestData request = new AddPartitionsToTxnRequestData();
        if (version < 4) {
            request.setV3AndBelowTransactionalId(ID)
                    .setV3AndBelowProducerId(producerId)
                    .setV3AndBelowProducerEpoch(epoch)
                    .setV3AndBelowTopics(topics);
        } else {
            request.transactions()
                    .add(new AddPartitionsToTxnTransaction()
                            .setTransactionalId(ID)
                            .setProducerId(producerId)
                            .setProducerEpoch(epoch)
                            .setVerifyOnly(verifyOnly)
                            .setTopics(topics));
        }
        AddPartitionsToTxnResponseData answer = ask(request, version, AddPartitionsToTxnResponseData.class);
        var results = version < 4
                ? answer.resultsByTopicV3AndBelow()
                : answer.resultsByTransaction().find(ID).topicResults();
        return results.find("orders").resultsByPartition().stream()
                .sorted(java.util.Comparator.comparing(AddPartitionsToTxnPartitionResult::partitionIndex))
                .map(result -> Errors.forCode(result.partitionErrorCode()))
                .toList();
    }

    private EndTxnResponseData end(boolean commit, int version) {
        return ask(
                new EndTxnRequestData()
                        .setTransactionalId(ID)
                        .setProducerId(producerId)
                        .setProducerEpoch(epoch)
                        .setCommitted(commit),
                version,
                EndTxnResponseData.class);
    }

    private DescribeTransactionsResponseData.TransactionState describe() {
        return ask(
                        new DescribeTransactionsRequestData().setTransactionalIds(List.of(ID)),
                        0,
                        DescribeTransactionsResponseData.class)
                .transactionStates()
                .get(0);
    }

    private List<String> listed(ListTransactionsRequestData request) {
        return ask(request, 2, ListTransactionsResponseData.class).transactionStates().stream()
                .map(ListTransactionsResponseData.TransactionState::transactionalId)
                .toList();
    }

    private Errors commitOffset(long offset, int version) {
        TxnOffsetCommitResponseData answer = ask(
                new TxnOffsetCommitRequestData()
                        .setTransactionalId(ID)
                        .setGroupId(GROUP)
                        .setProducerId(producerId)
                        .setProducerEpoch(epoch)
                        .setTopics(List.of(new TxnOffsetCommitRequestTopic()
                                .setName("orders")
                                .setPartitions(List.of(new TxnOffsetCommitRequestPartition()
                                        .setPartitionIndex(0)
                                        .setCommittedOffset(offset))))),
                version,
                TxnOffsetCommitResponseData.class);
        return Errors.forCode(answer.topics().get(0).partitions().get(0).errorCode());
    }

    private Errors stableOffset() {
        return Errors.forCode(fetchOffset().topics().get(0).partitions().get(0).errorCode());
    }

    private long committedOffset() {
        return fetchOffset().topics().get(0).partitions().get(0).committedOffset();
    }

    private OffsetFetchResponseGroup fetchOffset() {
        return ask(
                        new OffsetFetchRequestData()
                                .setRequireStable(true)
                                .setGroups(List.of(new OffsetFetchRequestGroup()
                                        .setGroupId(GROUP)
                                        .setTopics(List.of(new OffsetFetchRequestTopics()
                                                .setName("orders")
                                                .setPartitionIndexes(List.of(0)))))),
                        8,
                        OffsetFetchResponseData.class)
                .groups()
                .get(0);
    }

    private void awaitGroups() {
        await().until(() -> fetchOffset().errorCode() == Errors.NONE.code());
    }

    private <T extends ApiMessage> T ask(ApiMessage request, int version, Class<T> answer) {
        return Requests.ask(broker, request, version, answer);
    }

    private PartitionLog log(int partition) {
        return broker.topic("orders", 2).partitions().get(partition).log();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
