package org.ordertracking.broker.api.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ordertracking.broker.fixture.Records.append;
import static org.ordertracking.broker.fixture.Records.batch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchRequestData.FetchPartition;
import org.apache.kafka.common.message.FetchRequestData.FetchTopic;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ordertracking.broker.ApiHandlers;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.SlicedRecords;
import org.ordertracking.broker.fixture.FakeTimer;
import org.ordertracking.broker.fixture.Records;
import org.ordertracking.broker.fixture.Requests;
import org.ordertracking.broker.fixture.TestBroker;
import org.ordertracking.broker.topic.Partition;
import org.ordertracking.broker.topic.Topic;

class FetchHandlerTest {
    private static final int BY_NAME = 12;
    private static final int BY_ID = 13;
    private static final int BATCH_BYTES = batch("a").sizeInBytes();
    private static final int MAX_FETCH_BYTES = 10 * BATCH_BYTES;

    @TempDir
    private Path directory;

    private final FakeTimer timer = new FakeTimer();
    private TestBroker broker;
    private Topic orders;
    private Partition first;

    @BeforeEach
    void start() {
        broker = TestBroker.in(directory)
                .withTimer(timer)
                .withPolicies(new ApiHandlers.Policies(true, MAX_FETCH_BYTES, Map.of()))
                .start();
        orders = broker.topic("orders", 3);
        first = orders.partitions().get(0);
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void whatIsThereIsReturnedAtOnceWithItsOffsets() {
        append(first, batch("a", "b"));
        append(first, batch("c"));

        CompletableFuture<ApiResponse> response = fetch(request().setMinBytes(1), from(0, 1));

        PartitionData partition = partitions(response).get(0);
        assertThat(partition.highWatermark()).isEqualTo(3);
        assertThat(partition.lastStableOffset()).isEqualTo(3);
        assertThat(partition.logStartOffset()).isZero();
        assertThat(values(partition))
                .as("the whole batch in whose middle the offset lies")
                .containsExactly("a", "b", "c");
        assertThat(timer.size()).isZero();
    }

    @Test
    void anEmptyFetchWaitsItsTimeAndIsThenAnsweredWithNothing() {
        CompletableFuture<ApiResponse> response = fetch(request().setMinBytes(1).setMaxWaitMs(500), from(0, 0));

        timer.advanceClock(499);
        assertThat(response).isNotDone();

        timer.advanceClock(1);
        PartitionData partition = partitions(response).get(0);
        assertThat(partition.errorCode()).isZero();
        assertThat(partition.records().sizeInBytes()).isZero();
    }

    @Test
    void aFetchThatMayNotWaitDoesNot() {
        assertThat(partitions(fetch(request().setMinBytes(1).setMaxWaitMs(0), from(0, 0))))
                .hasSize(1);
        assertThat(timer.size()).isZero();
    }

    @Test
    void anAppendEndsTheWaiting() {
        CompletableFuture<ApiResponse> response = fetch(request().setMinBytes(1), from(0, 0));
        assertThat(response).isNotDone();

        append(first, batch("a"));

        assertThat(values(partitions(response).get(0))).containsExactly("a");
        assertThat(timer.size()).as("nothing is left in the timer").isZero();
    }

    @Test
    void aFetchWaitsUntilItsMinimumIsThereOverAllPartitions() {
        append(first, batch("a"));
        CompletableFuture<ApiResponse> response =
                fetch(request().setMinBytes(3 * BATCH_BYTES), from(0, 0), from(1, 0), from(2, 0));

        append(orders.partitions().get(1), batch("b"));
        assertThat(response).isNotDone();

        append(orders.partitions().get(2), batch("c"));
        assertThat(partitions(response))
                .flatExtracting(FetchHandlerTest::values)
                .containsExactly("a", "b", "c");
    }

    @Test
    void anAppendElsewhereDoesNotEndTheWaiting() {
        CompletableFuture<ApiResponse> response = fetch(request().setMinBytes(1), from(0, 0));

        append(orders.partitions().get(1), batch("elsewhere"));

        assertThat(response).isNotDone();
        assertThat(timer.size()).isEqualTo(1);
    }

    @Test
    void aMinimumThatTheResponseMayNotHoldIsCutToItsMaximum() {
        append(first, batch("a"));

        CompletableFuture<ApiResponse> response =
                fetch(request().setMinBytes(Integer.MAX_VALUE).setMaxBytes(BATCH_BYTES), from(0, 0));

        assertThat(values(partitions(response).get(0))).containsExactly("a");
    }

    @Test
    void theDeletionOfItsTopicEndsTheWaitingWithAnError() {
        CompletableFuture<ApiResponse> response = fetch(request().setMinBytes(1), from(0, 0));

        broker.topics().delete(orders.id()).toCompletableFuture().join();

        assertThat(error(response)).isEqualTo(Errors.UNKNOWN_TOPIC_OR_PARTITION);
        assertThat(timer.size()).isZero();
    }

    @Test
    void aFetchWhoseRecordsAreDeletedWhileItWaitsIsToldSo() {
        append(first, batch("a"));
        append(orders.partitions().get(1), batch("b"));
        CompletableFuture<ApiResponse> behind = fetch(request().setMinBytes(1_000), from(0, 0));
        CompletableFuture<ApiResponse> elsewhere = fetch(request().setMinBytes(1_000), from(0, 1), from(1, 0));

        first.log().deleteRecordsBefore(1).toCompletableFuture().join();

        assertThat(error(behind)).isEqualTo(Errors.OFFSET_OUT_OF_RANGE);
        assertThat(elsewhere).as("reads on where nothing was deleted").isNotDone();
    }

    @Test
    void nobodyWaitsLongerThanAMinuteWhateverItAsksFor() {
        CompletableFuture<ApiResponse> response =
                fetch(request().setMinBytes(1).setMaxWaitMs(Integer.MAX_VALUE), from(0, 0));

        timer.advanceClock(FetchHandler.LONGEST_WAIT_MILLIS);

        assertThat(partitions(response)).hasSize(1);
    }

    @Test
    void aFetchThatWaitsIsAnsweredWithWhatThereIsWhenTheBrokerStops() {
        append(first, batch("a"));
        CompletableFuture<ApiResponse> response = fetch(request().setMinBytes(1_000), from(0, 0));
        assertThat(response).isNotDone();

        broker.polls().endAll();

        assertThat(values(partitions(response).get(0))).containsExactly("a");
        assertThat(broker.polls().size()).isZero();
        assertThat(partitions(fetch(request().setMinBytes(1_000), from(1, 0))))
                .as("one that comes later does not wait")
                .hasSize(1);
    }

    @Test
    void aFetchThatWasServedIsForgotten() {
        CompletableFuture<ApiResponse> response = fetch(request().setMinBytes(1), from(0, 0));
        assertThat(broker.polls().size()).isEqualTo(1);

        append(first, batch("a"));

        assertThat(partitions(response)).hasSize(1);
        assertThat(broker.polls().size()).isZero();
    }

    @Test
    void aResponseEndsAtItsLimitAndLaterPartitionsComeNextTime() {
        for (Partition partition : orders.partitions()) {
            append(partition, batch("a"));
            append(partition, batch("b"));
        }

        List<PartitionData> partitions =
                partitions(fetch(request().setMaxBytes(3 * BATCH_BYTES), from(0, 0), from(1, 0), from(2, 0)));

        assertThat(values(partitions.get(0))).containsExactly("a", "b");
        assertThat(values(partitions.get(1))).containsExactly("a");
        assertThat(partitions.get(2).records().sizeInBytes()).isZero();
        assertThat(partitions.get(2).highWatermark()).isEqualTo(2);
    }

    @Test
    void theBrokersLimitHoldsWhateverAClientAsksFor() {
        for (int i = 0; i < 20; i++) {
            append(first, batch("x"));
        }

        PartitionData partition = partitions(fetch(request(), from(0, 0))).get(0);

        assertThat(partition.records().sizeInBytes()).isEqualTo(MAX_FETCH_BYTES);
        assertThat(values(partition)).hasSize(10);
    }

    @Test
    void theFirstBatchIsReturnedWholeHoweverLargeItIs() {
        append(first, batch("x".repeat(5_000)));
        append(orders.partitions().get(1), batch("second"));

        List<PartitionData> partitions = partitions(fetch(request().setMaxBytes(10), from(0, 0), from(1, 0)));

        assertThat(values(partitions.get(0))).containsExactly("x".repeat(5_000));
        assertThat(partitions.get(1).records().sizeInBytes()).isZero();
    }

    @Test
    void theLimitOfAPartitionLeavesRoomForOthers() {
        append(first, batch("a"));
        append(first, batch("b"));
        append(orders.partitions().get(1), batch("c"));

        List<PartitionData> partitions =
                partitions(fetch(request(), from(0, 0).setPartitionMaxBytes(BATCH_BYTES), from(1, 0)));

        assertThat(partitions).flatExtracting(FetchHandlerTest::values).containsExactly("a", "c");
    }

    @Test
    void limitsBelowZeroAreTakenForZero() {
        append(first, batch("a"));

        FetchRequestData request = request().setMaxBytes(-5).setMinBytes(-5);

        assertThat(values(partitions(fetch(request, from(0, 0).setPartitionMaxBytes(-1)))
                        .get(0)))
                .containsExactly("a");
    }

    @Test
    void anOffsetOutOfRangeIsAnsweredAtOnce() {
        append(first, batch("a"));

        assertThat(error(fetch(request().setMinBytes(1), from(0, 2)))).isEqualTo(Errors.OFFSET_OUT_OF_RANGE);
        assertThat(error(fetch(request().setMinBytes(1), from(0, -1)))).isEqualTo(Errors.OFFSET_OUT_OF_RANGE);
    }

    @Test
    void anErrorInOnePartitionDoesNotWaitForTheOthers() {
        CompletableFuture<ApiResponse> response = fetch(request().setMinBytes(1), from(0, 0), from(7, 0));

        assertThat(partitions(response))
                .extracting(PartitionData::errorCode)
                .containsExactly(Errors.NONE.code(), Errors.UNKNOWN_TOPIC_OR_PARTITION.code());
    }

    @Test
    void unknownTopicsHaveTheErrorOfTheWayTheyWereNamed() {
        FetchRequestData request = request();
        request.setTopics(List.of(
                new FetchTopic().setTopic("nobody").setTopicId(Uuid.ONE_UUID).setPartitions(List.of(from(0, 0)))));

        assertThat(error(Requests.send(broker.dispatcher(), request, BY_NAME)))
                .isEqualTo(Errors.UNKNOWN_TOPIC_OR_PARTITION);
        assertThat(error(Requests.send(broker.dispatcher(), request, BY_ID))).isEqualTo(Errors.UNKNOWN_TOPIC_ID);
    }

    @Test
    void aTopicIsFoundByItsId() {
        append(first, batch("a"));
        FetchRequestData request = request();
        request.setTopics(List.of(new FetchTopic().setTopicId(orders.id()).setPartitions(List.of(from(0, 0)))));

        CompletableFuture<ApiResponse> response = Requests.send(broker.dispatcher(), request, BY_ID);

        assertThat(values(partitions(response).get(0))).containsExactly("a");
    }

    @Test
    void aLeaderEpochFromTheFutureIsRefused() {
        assertThat(error(fetch(request(), from(0, 0).setCurrentLeaderEpoch(1)))).isEqualTo(Errors.UNKNOWN_LEADER_EPOCH);
    }

    @Test
    void aLeaderEpochThatIsNotSaidIsNotChecked() {
        assertThat(error(fetch(request(), from(0, 0).setCurrentLeaderEpoch(-1))))
                .isEqualTo(Errors.NONE);
        assertThat(error(fetch(request(), from(0, 0).setCurrentLeaderEpoch(0)))).isEqualTo(Errors.NONE);
    }

    @Test
    void aReplicaThatNobodyKnowsIsRefusedAsByKafka() {
        append(first, batch("a"));
        FetchRequestData request = request().setReplicaId(7);

        assertThat(error(fetch(request, from(0, 0)))).isEqualTo(Errors.NOT_LEADER_OR_FOLLOWER);
        assertThat(error(fetch(request, from(0, 0).setCurrentLeaderEpoch(0)))).isEqualTo(Errors.UNKNOWN_LEADER_EPOCH);
    }

    @Test
    void aClientThatHasReadFurtherThanTheLogGoesIsToldWhereTheLogEnds() {
        append(first, batch("a", "b"));

        PartitionData partition = partitions(
                        fetch(request().setMinBytes(1), from(0, 5).setLastFetchedEpoch(0)))
                .get(0);

        assertThat(partition.errorCode()).isZero();
        assertThat(partition.divergingEpoch().epoch()).isZero();
        assertThat(partition.divergingEpoch().endOffset()).isEqualTo(2);
        assertThat(partition.records().sizeInBytes()).isZero();
    }

    @Test
    void anEpochThatNeverWasIsOutOfRange() {
        append(first, batch("a"));

        assertThat(error(fetch(request(), from(0, 1).setLastFetchedEpoch(3)))).isEqualTo(Errors.OFFSET_OUT_OF_RANGE);
    }

    @Test
    void whicheverRackAClientStandsInItReadsHere() {
        append(first, batch("a"));

        PartitionData partition =
                partitions(fetch(request().setRackId("rack-1"), from(0, 0))).get(0);

        assertThat(values(partition)).containsExactly("a");
        assertThat(partition.preferredReadReplica()).isEqualTo(-1);
    }

    @Test
    void aPartitionThatIsNamedTwiceIsServedOnceFromTheLastPlace() {
        append(first, batch("a"));
        append(first, batch("b"));

        List<PartitionData> partitions = partitions(fetch(request(), from(0, 0), from(0, 1)));

        assertThat(partitions).hasSize(1);
        assertThat(values(partitions.get(0))).containsExactly("b");
    }

    @Test
    void aFetchOfNothingIsAnsweredAtOnce() {
        assertThat(Requests.ask(broker, request().setMinBytes(1), BY_NAME, FetchResponseData.class)
                        .responses())
                .isEmpty();
    }

    @Test
    void whileTheBrokerStopsAFetchThatNeedsTheDiskIsAnsweredForTheClientToRepeat() {
        CompletableFuture<ApiResponse> parked = fetch(request().setMinBytes(1), from(0, 0));
        broker.readers().shutdown();

        append(first, batch("in a file that nobody has opened for reading"));

        FetchResponseData response = (FetchResponseData) message(parked).body();
        assertThat(Errors.forCode(response.errorCode()).exception()).isInstanceOf(RetriableException.class);
    }

    @Test
    void slicesOfAFetchThatFoundThemAreTheReadersToClose() {
        append(first, batch("a"));
        ApiResponse.Message response = message(fetch(request(), from(0, 0)));
        broker.topics().delete(orders.id()).toCompletableFuture().join();

        assertThat(response.records()).hasSize(1);
        assertThat(Records.values(response.records().get(0)))
                .as("readable although the topic is gone")
                .containsExactly("a");
        await().until(() -> broker.disk().openReaders() == 0);
    }

    private static FetchRequestData request() {
        return new FetchRequestData().setMaxWaitMs(10_000).setMinBytes(0).setMaxBytes(Integer.MAX_VALUE);
    }

    private static FetchPartition from(int partition, long offset) {
        return new FetchPartition()
                .setPartition(partition)
                .setFetchOffset(offset)
                .setPartitionMaxBytes(Integer.MAX_VALUE);
    }

    private CompletableFuture<ApiResponse> fetch(FetchRequestData request, FetchPartition... partitions) {
        request.setTopics(List.of(new FetchTopic().setTopic("orders").setPartitions(List.of(partitions))));
        return Requests.send(broker.dispatcher(), request, BY_NAME);
    }

    private static ApiResponse.Message message(CompletableFuture<ApiResponse> response) {
        return (ApiResponse.Message) Requests.await(response);
    }

    private static List<PartitionData> partitions(CompletableFuture<ApiResponse> response) {
        List<PartitionData> partitions = new ArrayList<>();
        ((FetchResponseData) message(response).body())
                .responses()
                .forEach(topic -> partitions.addAll(topic.partitions()));
        return partitions;
    }

    private static Errors error(CompletableFuture<ApiResponse> response) {
        return Errors.forCode(partitions(response).get(0).errorCode());
    }

    private static List<String> values(PartitionData partition) {
        return partition.records() instanceof SlicedRecords slice ? Records.values(slice) : List.of();
    }
}
