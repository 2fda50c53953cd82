package org.ordertracking.broker.api.groups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.message.JoinGroupResponseData;
import org.apache.kafka.common.message.SyncGroupRequestData.SyncGroupRequestAssignment;
import org.apache.kafka.common.message.TxnOffsetCommitRequestData;
import org.apache.kafka.common.message.TxnOffsetCommitRequestData.TxnOffsetCommitRequestPartition;
import org.apache.kafka.common.message.TxnOffsetCommitRequestData.TxnOffsetCommitRequestTopic;
import org.apache.kafka.common.message.TxnOffsetCommitResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;
import org.apache.kafka.common.utils.ProducerIdAndEpoch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ordertracking.broker.coordinator.StateLogLoader;
import org.ordertracking.broker.fixture.LogLines;
import org.ordertracking.broker.fixture.Requests;
import org.ordertracking.broker.fixture.TestBroker;
import org.ordertracking.broker.fixture.TestDisk;
import org.ordertracking.broker.group.GroupPartition;
import org.ordertracking.broker.log.AppendOrigin;
import org.ordertracking.broker.log.Durability;

/** What members are told while {@code __consumer_offsets} cannot be written, and what is left of it after a restart. */
class GroupsOnFailingDiskTest {
    private static final String GROUP = "billing";
    private static final String TOPIC = "orders";
    private static final GroupPartition KEY = new GroupPartition(GROUP, new TopicPartition(TOPIC, 0));
    private static final String ID = "checkout";
    private static final short V2 = 2;

    @TempDir
    private Path directory;

    private final LogLines logLines = LogLines.of("org.ordertracking.broker.log");
    private TestBroker broker;
    private GroupRequests groups;

    @BeforeEach
    void start() {
        broker = TestBroker.in(directory).withGroups().withTransactions().start();
        broker.topic(TOPIC, 2);
        groups = new GroupRequests(broker).whenLoaded();
    }

    @AfterEach
    void stop() {
        broker.disk().repair();
        broker.close();
        logLines.close();
    }

    @Test
    void aCommitThatCannotBeWrittenIsRefusedForNowAndChangesNothing() {
        assertThat(commit(0, 7)).isEqualTo(Errors.NONE);
        broker.disk().refuseWrites(offsetsTopic());

        assertRetriable(commit(0, 8));

        assertThat(groups.committed(GROUP, TOPIC, 0)).hasValue(7);
        assertThat(broker.groups().committedOffsets().of(KEY))
                .as("what the lag is computed from")
                .hasValue(7);
        broker.disk().repair();
        restart();
        assertThat(groups.committed(GROUP, TOPIC, 0)).hasValue(7);
    }

    @Test
    void whatIsCommittedOnceTheDiskIsMendedNeedsNoRestart() {
        broker.disk().refuseWrites(offsetsTopic());
        assertRetriable(commit(0, 8));
        broker.disk().repair();

        assertThat(commit(0, 9)).isEqualTo(Errors.NONE);

        restart();
        assertThat(groups.committed(GROUP, TOPIC, 0)).hasValue(9);
    }

    @Test
    void afterASyncThatFailedNothingIsAcknowledgedUntilTheNextStart() {
        assertThat(commit(0, 7)).isEqualTo(Errors.NONE);
        assertThat(commit(1, 3)).isEqualTo(Errors.NONE);
        broker.disk().refuseSyncs(offsetsTopic());

        assertRetriable(commit(0, 8));
        broker.disk().repair();
        assertRetriable(commit(1, 4));

        restart();
        assertThat(groups.committed(GROUP, TOPIC, 0).orElseThrow())
                .as("the one that was acknowledged, or the one that may have reached the disk")
                .isIn(7L, 8L);
        assertThat(groups.committed(GROUP, TOPIC, 1)).hasValue(3);
        assertThat(commit(1, 5)).isEqualTo(Errors.NONE);
    }

    @Test
    void anAssignmentThatCannotBeWrittenIsNotHandedOutAndTheMemberJoinsAgain() {
        JoinGroupResponseData joined = groups.join(GROUP, null, TOPIC);
        broker.disk().refuseWrites(offsetsTopic());

        assertRetriable(Errors.forCode(
                groups.sync(GROUP, null, joined, everythingTo(joined)).errorCode()));

        broker.disk().repair();
        JoinGroupResponseData again = groups.rejoin(GROUP, null, joined.memberId(), TOPIC);
        assertThat(groups.sync(GROUP, null, again, everythingTo(again)).errorCode())
                .isZero();
        assertThat(groups.describe(GROUP).groupState()).isEqualTo("Stable");
    }

    @Test
    void aGroupWhoseDeletionCannotBeWrittenIsThereStill() {
        commit(0, 7);
        broker.disk().refuseWrites(offsetsTopic());

        assertThat(groups.delete(GROUP)).allSatisfy(GroupsOnFailingDiskTest::assertRetriable);

        // Kafka's coordinator may list it twice until its next write: going back leaves a copy in its last snapshot.
        assertThat(groups.ids()).containsOnly(GROUP);
        broker.disk().repair();
        restart();
        assertThat(groups.committed(GROUP, TOPIC, 0)).hasValue(7);
        assertThat(groups.delete(GROUP)).containsExactly(Errors.NONE);
    }

    @Test
    void offsetsOfATransactionThatCannotBeWrittenAreNotInIt() {
        commit(0, 7);
        ProducerIdAndEpoch producer = claim();
        assertThat(commitIn(producer, 1, 1)).isEqualTo(Errors.NONE);
        broker.disk().refuseWrites(offsetsTopic());

        assertRetriable(commitIn(producer, 0, 42));

        broker.disk().repair();
        get(broker.transactions().end(ID, producer, true, V2));
        restart();
        assertThat(groups.committed(GROUP, TOPIC, 0)).hasValue(7);
        assertThat(groups.committed(GROUP, TOPIC, 1)).hasValue(1);
    }

    @Test
    void aTransactionEndsOnlyWhenItsMarkerIsAmongTheOffsets() {
        ProducerIdAndEpoch producer = claim();
        assertThat(commitIn(producer, 0, 42)).isEqualTo(Errors.NONE);
        broker.disk().refuseWrites(offsetsTopic());

        CompletableFuture<?> end =
                broker.transactions().end(ID, producer, true, V2).toCompletableFuture();

        await().until(() -> !logLines.warnings().isEmpty());
        assertThat(end).isNotDone();
        assertThat(groups.committedEntry(GROUP, TOPIC, 0).errorCode()).isEqualTo(Errors.UNSTABLE_OFFSET_COMMIT.code());
        broker.disk().repair();
        get(end);
        assertThat(groups.committed(GROUP, TOPIC, 0)).hasValue(42);
        restart();
        assertThat(groups.committed(GROUP, TOPIC, 0)).hasValue(42);
    }

    @Test
    void aRecordOfANewerVersionIsPassedOverWithALineInTheLogAndTheRestIsLoaded() {
        commit(0, 7);
        ByteBuffer unheardOf = ByteBuffer.allocate(4).putShort((short) 999).flip();
        get(offsets()
                .partitions()
                .get(0)
                .log()
                .append(
                        MemoryRecords.withRecords(
                                Compression.NONE, new SimpleRecord(0, unheardOf.array(), new byte[] {0, 0})),
                        AppendOrigin.COORDINATOR,
                        Durability.SYNCED));

        try (LogLines lines = LogLines.of(StateLogLoader.class.getName())) {
            restart();

            assertThat(lines.warnings()).singleElement().asString().contains("unknown type 999");
        }
        assertThat(groups.committed(GROUP, TOPIC, 0)).hasValue(7);
    }

    private Errors commit(int partition, long offset) {
        return groups.commit(GROUP, TOPIC, partition, offset, "");
    }

    private ProducerIdAndEpoch claim() {
        return get(broker.transactions().initializeProducer(ID, 60_000, null));
    }

    private Errors commitIn(ProducerIdAndEpoch producer, int partition, long offset) {
        TxnOffsetCommitResponseData answer = Requests.ask(
                broker,
                new TxnOffsetCommitRequestData()
                        .setTransactionalId(ID)
                        .setGroupId(GROUP)
                        .setProducerId(producer.producerId)
                        .setProducerEpoch(producer.epoch)
                        .setTopics(List.of(new TxnOffsetCommitRequestTopic()
                                .setName(TOPIC)
                                .setPartitions(List.of(new TxnOffsetCommitRequestPartition()
                                        .setPartitionIndex(partition)
                                        .setCommittedOffset(offset))))),
                5,
                TxnOffsetCommitResponseData.class);
        return Errors.forCode(answer.topics().get(0).partitions().get(0).errorCode());
    }

    private static List<SyncGroupRequestAssignment> everythingTo(JoinGroupResponseData joined) {
        return List.of(
                new SyncGroupRequestAssignment().setMemberId(joined.memberId()).setAssignment(new byte[] {1}));
    }

    private void restart() {
        broker.restart();
        groups.whenLoaded();
    }

    private Predicate<Path> offsetsTopic() {
        return TestDisk.below(offsets().id().toString());
    }

    private org.ordertracking.broker.topic.Topic offsets() {
        return broker.topics().byName(Topic.GROUP_METADATA_TOPIC_NAME).orElseThrow();
    }

    private static void assertRetriable(Errors error) {
        assertThat(error.exception()).isInstanceOf(RetriableException.class);
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
