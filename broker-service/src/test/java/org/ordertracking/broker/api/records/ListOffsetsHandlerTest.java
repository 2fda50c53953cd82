package org.ordertracking.broker.api.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.broker.fixture.Records.append;
import static org.ordertracking.broker.fixture.Records.at;

import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.message.ListOffsetsRequestData;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsPartition;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsTopic;
import org.apache.kafka.common.message.ListOffsetsResponseData;
import org.apache.kafka.common.message.ListOffsetsResponseData.ListOffsetsPartitionResponse;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.ListOffsetsRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ordertracking.broker.fixture.Requests;
import org.ordertracking.broker.fixture.TestBroker;
import org.ordertracking.broker.topic.Partition;

class ListOffsetsHandlerTest {
    private static final int VERSION = 10;
    private static final long NONE = -1;

    @TempDir
    private Path directory;

    private TestBroker broker;

    @BeforeEach
    void appendRecordsAtThreeTimes() {
        broker = TestBroker.in(directory).start();
        Partition orders = broker.topic("orders", 1).partitions().get(0);
        append(orders, at(1_000, "a", "b"));
        append(orders, at(3_000, "c"));
        append(orders, at(2_000, "d"));
        broker.topic("empty", 1);
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void theFirstAndTheNextOffsetHaveNoTime() {
        assertFound(find("orders", ListOffsetsRequest.EARLIEST_TIMESTAMP), 0, NONE);
        assertFound(find("orders", ListOffsetsRequest.EARLIEST_LOCAL_TIMESTAMP), 0, NONE);
        assertFound(find("orders", ListOffsetsRequest.LATEST_TIMESTAMP), 4, NONE);
    }

    @Test
    void theFirstRecordAtOrAfterATimeIsFound() {
        assertFound(find("orders", 0), 0, 1_000);
        assertFound(find("orders", 1_000), 0, 1_000);
        assertFound(find("orders", 1_001), 2, 3_000);
        assertFound(find("orders", 3_000), 2, 3_000);
    }

    @Test
    void afterTheLastRecordThereIsNone() {
        assertNothingFound(find("orders", 3_001));
        assertNothingFound(find("empty", 0));
    }

    @Test
    void theRecordWithTheLatestTimeIsFound() {
        assertFound(find("orders", ListOffsetsRequest.MAX_TIMESTAMP), 2, 3_000);
        assertNothingFound(find("empty", ListOffsetsRequest.MAX_TIMESTAMP));
    }

    @Test
    void anEmptyPartitionBeginsAndEndsAtZero() {
        assertFound(find("empty", ListOffsetsRequest.EARLIEST_TIMESTAMP), 0, NONE);
        assertFound(find("empty", ListOffsetsRequest.LATEST_TIMESTAMP), 0, NONE);
    }

    @Test
    void nothingIsOnAnotherTier() {
        assertNothingFound(find("orders", ListOffsetsRequest.LATEST_TIERED_TIMESTAMP));
    }

    @Test
    void unknownPartitionsAreNamedAsSuch() {
        assertThat(error(find("nobody", 0))).isEqualTo(Errors.UNKNOWN_TOPIC_OR_PARTITION);
        assertThat(error(ask("orders", new ListOffsetsPartition().setPartitionIndex(1), VERSION)))
                .isEqualTo(Errors.UNKNOWN_TOPIC_OR_PARTITION);
    }

    @Test
    void aLeaderEpochFromTheFutureIsRefused() {
        assertThat(error(ask("orders", latest().setCurrentLeaderEpoch(1), VERSION)))
                .isEqualTo(Errors.UNKNOWN_LEADER_EPOCH);
        assertThat(error(ask("orders", latest().setCurrentLeaderEpoch(0), VERSION)))
                .isEqualTo(Errors.NONE);
    }

    @Test
    void whatIsFoundHasTheOneLeaderEpochWhereTheVersionHasAPlaceForIt() {
        assertThat(ask("orders", latest(), 4).leaderEpoch()).isZero();
        assertThat(ask("orders", latest(), 3).leaderEpoch()).isEqualTo(-1);
    }

    @Test
    void whileTheBrokerStopsALookUpIsAnsweredForTheClientToRepeat() {
        broker.readers().shutdown();

        assertThat(error(find("orders", 0))).isEqualTo(Errors.KAFKA_STORAGE_ERROR);
    }

    private ListOffsetsPartitionResponse find(String topic, long timestamp) {
        return ask(topic, latest().setTimestamp(timestamp), VERSION);
    }

    private static ListOffsetsPartition latest() {
        return new ListOffsetsPartition().setPartitionIndex(0).setTimestamp(ListOffsetsRequest.LATEST_TIMESTAMP);
    }

    private ListOffsetsPartitionResponse ask(String topic, ListOffsetsPartition partition, int version) {
        ListOffsetsRequestData request = new ListOffsetsRequestData()
                .setReplicaId(-1)
                .setTopics(List.of(new ListOffsetsTopic().setName(topic).setPartitions(List.of(partition))));
        return Requests.ask(broker, request, version, ListOffsetsResponseData.class)
                .topics()
                .get(0)
                .partitions()
                .get(0);
    }

    private static void assertFound(ListOffsetsPartitionResponse found, long offset, long timestamp) {
        assertThat(found.errorCode()).isZero();
        assertThat(found.offset()).isEqualTo(offset);
        assertThat(found.timestamp()).isEqualTo(timestamp);
    }

    private static void assertNothingFound(ListOffsetsPartitionResponse found) {
        assertFound(found, NONE, NONE);
        assertThat(found.leaderEpoch()).isEqualTo(-1);
    }

    private static Errors error(ListOffsetsPartitionResponse response) {
        return Errors.forCode(response.errorCode());
    }
}
