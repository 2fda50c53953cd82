package org.ordertracking.broker.api.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.broker.fixture.Records.append;
import static org.ordertracking.broker.fixture.Records.at;
import static org.ordertracking.broker.fixture.Records.batch;
import static org.ordertracking.broker.fixture.Records.end;
import static org.ordertracking.broker.fixture.Records.inTransaction;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchRequestData.FetchPartition;
import org.apache.kafka.common.message.FetchRequestData.FetchTopic;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.FetchResponseData.AbortedTransaction;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.message.ListOffsetsRequestData;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsPartition;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsTopic;
import org.apache.kafka.common.message.ListOffsetsResponseData;
import org.apache.kafka.common.record.ControlRecordType;
import org.apache.kafka.common.requests.ListOffsetsRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.SlicedRecords;
import org.ordertracking.broker.fixture.FakeTimer;
import org.ordertracking.broker.fixture.Records;
import org.ordertracking.broker.fixture.Requests;
import org.ordertracking.broker.fixture.TestBroker;
import org.ordertracking.broker.topic.Partition;

/** What readers of committed records are told of transactions. */
class ReadCommittedTest {
    private static final int FETCH_VERSION = 12;
    private static final int LIST_OFFSETS_VERSION = 8;
    private static final long ALICE = 1;
    private static final long BOB = 2;

    @TempDir
    private Path directory;

    private final FakeTimer timer = new FakeTimer();
    private TestBroker broker;
    private Partition orders;

    @BeforeEach
    void start() {
        broker = TestBroker.in(directory)
                .withTimer(timer)
                .withTransactionGuard((partition, producer, epoch) -> true)
                .start();
        orders = broker.topic("orders", 1).partitions().get(0);
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void recordsFromTheOldestUndecidedTransactionOnAreLeftOut() {
        append(orders, batch("before"));
        append(orders, inTransaction(ALICE, "undecided"));
        append(orders, batch("behind"));

        PartitionData committed = partition(fetch(IsolationLevel.READ_COMMITTED, 0));
        assertThat(values(committed)).containsExactly("before");
        assertThat(committed.lastStableOffset()).isEqualTo(1);
        assertThat(committed.highWatermark()).isEqualTo(3);
        assertThat(values(partition(fetch(IsolationLevel.READ_UNCOMMITTED, 0))))
                .containsExactly("before", "undecided", "behind");
    }

    @Test
    void abortedTransactionsComeWithTheRecords() {
        append(orders, inTransaction(ALICE, "aborted"));
        append(orders, inTransaction(BOB, "committed"));
        end(orders, ALICE, ControlRecordType.ABORT);
        end(orders, BOB, ControlRecordType.COMMIT);

        PartitionData committed = partition(fetch(IsolationLevel.READ_COMMITTED, 0));
        assertThat(committed.abortedTransactions())
                .containsExactly(new AbortedTransaction().setProducerId(ALICE).setFirstOffset(0));
        close(committed);
    }

    @Test
    void aReaderOfEverythingIsToldOfNone() {
        append(orders, inTransaction(ALICE, "aborted"));
        end(orders, ALICE, ControlRecordType.ABORT);

        PartitionData everything = partition(fetch(IsolationLevel.READ_UNCOMMITTED, 0));
        assertThat(everything.abortedTransactions()).isNullOrEmpty();
        close(everything);
    }

    @Test
    void undecidedRecordsDoNotEndTheWaitingButTheMarkerDoes() {
        CompletableFuture<ApiResponse> response = fetch(IsolationLevel.READ_COMMITTED, 0);
        append(orders, inTransaction(ALICE, "a"));
        assertThat(response).isNotDone();

        end(orders, ALICE, ControlRecordType.COMMIT);

        PartitionData committed = partition(response);
        assertThat(committed.records().sizeInBytes()).isPositive();
        close(committed);
        assertThat(timer.size()).isZero();
    }

    @Test
    void theLatestOffsetIsTheLastStableOne() {
        append(orders, batch("before"));
        append(orders, inTransaction(ALICE, "undecided"));

        assertThat(offset(IsolationLevel.READ_COMMITTED, ListOffsetsRequest.LATEST_TIMESTAMP))
                .isEqualTo(1);
        assertThat(offset(IsolationLevel.READ_UNCOMMITTED, ListOffsetsRequest.LATEST_TIMESTAMP))
                .isEqualTo(2);
    }

    @Test
    void undecidedRecordsAreNotFoundByTheirTime() {
        append(orders, inTransaction(ALICE, "undecided"));
        append(orders, at(2_000, "behind"));

        assertThat(offset(IsolationLevel.READ_COMMITTED, 2_000)).isEqualTo(-1);
        assertThat(offset(IsolationLevel.READ_COMMITTED, ListOffsetsRequest.MAX_TIMESTAMP))
                .isEqualTo(-1);
        assertThat(offset(IsolationLevel.READ_UNCOMMITTED, 2_000)).isEqualTo(1);
    }

    private CompletableFuture<ApiResponse> fetch(IsolationLevel isolation, long from) {
        FetchRequestData request = new FetchRequestData()
                .setIsolationLevel(isolation.id())
                .setMinBytes(1)
                .setMaxWaitMs(60_000)
                .setMaxBytes(1 << 20)
                .setTopics(List.of(new FetchTopic()
                        .setTopic("orders")
                        .setPartitions(List.of(new FetchPartition()
                                .setPartition(0)
                                .setFetchOffset(from)
                                .setPartitionMaxBytes(1 << 20)))));
        return Requests.send(broker.dispatcher(), request, FETCH_VERSION);
    }

    private static PartitionData partition(CompletableFuture<ApiResponse> response) {
        FetchResponseData data = (FetchResponseData) ((ApiResponse.Message) Requests.await(response)).body();
        return data.responses().get(0).partitions().get(0);
    }

    private static List<String> values(PartitionData partition) {
        return Records.values((SlicedRecords) partition.records());
    }

    private static void close(PartitionData partition) {
        ((SlicedRecords) partition.records()).close();
    }

    private long offset(IsolationLevel isolation, long timestamp) {
        ListOffsetsRequestData request = new ListOffsetsRequestData()
                .setReplicaId(ListOffsetsRequest.CONSUMER_REPLICA_ID)
                .setIsolationLevel(isolation.id())
                .setTopics(List.of(new ListOffsetsTopic()
                        .setName("orders")
                        .setPartitions(List.of(
                                new ListOffsetsPartition().setPartitionIndex(0).setTimestamp(timestamp)))));
        ListOffsetsResponseData answer =
                Requests.ask(broker, request, LIST_OFFSETS_VERSION, ListOffsetsResponseData.class);
        return answer.topics().get(0).partitions().get(0).offset();
    }
}
