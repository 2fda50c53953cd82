package org.ordertracking.broker.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.errors.InvalidRecordStateException;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.coordinator.group.GroupConfigManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ordertracking.broker.fixture.FakeTimer;
import org.ordertracking.broker.fixture.Records;
import org.ordertracking.broker.fixture.TestBroker;
import org.ordertracking.broker.log.BatchSpan;
import org.ordertracking.broker.log.LogSlice;
import org.ordertracking.broker.topic.Partition;

class SharePartitionTest {
    private static final ShareSettings SETTINGS = new ShareSettings(1, 1 << 20, Duration.ofSeconds(30), 5, 10, 10, 10);
    private static final long LOCK_MILLIS = 30_000;
    private static final byte ACCEPT = 1;
    private static final byte RELEASE = 2;

    @TempDir
    private Path directory;

    private final FakeTimer timer = new FakeTimer();
    private final FakePersister persister = new FakePersister();
    private final List<SharePartition> gone = new CopyOnWriteArrayList<>();
    private TestBroker broker;
    private Partition partition;
    private SharePartition shared;

    @BeforeEach
    void shareAnEmptyPartition() {
        broker = TestBroker.in(directory).start();
        partition = broker.topic("shared", 1).partition(0).orElseThrow();
        shared = load();
    }

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void itBeginsAtTheEndOfTheLogAndStoresWhere() {
        append(2);

        SharePartition late = new SharePartition(
                "others",
                partition,
                store("others", new FakePersister()),
                rules(),
                timer,
                new ShareCounters(),
                gone::add);
        late.load(Runnable::run);

        assertThat(late.loaded()).isCompleted();
        assertThat(late.nextOffset()).isEqualTo(2);
        assertThat(persister.storedStart()).isZero();
    }

    @Test
    void aLockThatTimesOutGivesItsRecordsToTheNextAsAnotherDelivery() {
        append(2);
        assertThat(fetch("slow")).containsExactly(new AcquiredRange(0, 1, 1));

        timer.advanceClock(LOCK_MILLIS - 1);
        assertThat(fetch("busy")).isEmpty();
        timer.advanceClock(1);

        assertThat(fetch("busy")).containsExactly(new AcquiredRange(0, 1, 2));
        assertThat(shared.acknowledge("slow", said(0, 1, ACCEPT)))
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(InvalidRecordStateException.class);
    }

    @Test
    void aLockEndsWithTheLastOfItsRecords() {
        append(2);
        fetch("busy");

        shared.acknowledge("busy", said(0, 0, ACCEPT));
        assertThat(timer.size()).isEqualTo(1);
        shared.acknowledge("busy", said(1, 1, ACCEPT));

        assertThat(timer.size()).isZero();
    }

    @Test
    void anAcknowledgementIsAnsweredWhenItIsStored() {
        append(1);
        fetch("busy");
        persister.hold();

        CompletableFuture<Void> answer = shared.acknowledge("busy", said(0, 0, ACCEPT));

        assertThat(answer).isNotDone();
        persister.end(Errors.NONE);
        assertThat(answer).isCompleted();
        assertThat(persister.storedStart()).isEqualTo(1);
    }

    @Test
    void whatComesUpWhileAWriteIsUnderWayGoesIntoTheNext() {
        append(3);
        fetch("busy");
        persister.hold();

        CompletableFuture<Void> first = shared.acknowledge("busy", said(0, 0, ACCEPT));
        CompletableFuture<Void> second = shared.acknowledge("busy", said(1, 1, ACCEPT));
        CompletableFuture<Void> third = shared.acknowledge("busy", said(2, 2, ACCEPT));

        assertThat(persister.waiting()).isEqualTo(1);
        persister.end(Errors.NONE);
        assertThat(first).isCompleted();
        assertThat(persister.waiting()).isEqualTo(1);
        persister.end(Errors.NONE);
        assertThat(List.of(second, third)).allMatch(CompletableFuture::isDone);
        assertThat(persister.storedStart()).isEqualTo(3);
    }

    @Test
    void whatCannotBeStoredStaysWithItsConsumerUntilItsLockTimesOut() {
        append(1);
        fetch("busy");
        persister.hold();

        CompletableFuture<Void> answer = shared.acknowledge("busy", said(0, 0, ACCEPT));
        timer.advanceClock(LOCK_MILLIS);
        assertThat(fetch("other")).isEmpty();
        persister.end(Errors.COORDINATOR_NOT_AVAILABLE);

        assertThat(answer).isCompletedExceptionally();
        assertThat(fetch("other")).containsExactly(new AcquiredRange(0, 0, 2));
    }

    @Test
    void whatWasAcknowledgedIsKnownAfterARestart() {
        append(3);
        fetch("busy");
        shared.acknowledge("busy", said(1, 1, ACCEPT));
        shared.acknowledge("busy", said(2, 2, RELEASE));

        shared = load();

        assertThat(fetch("other")).containsExactly(new AcquiredRange(0, 0, 1), new AcquiredRange(2, 2, 2));
    }

    @Test
    void aStateThatOthersReplacedEndsThePartition() {
        append(1);
        fetch("busy");
        persister.hold();

        CompletableFuture<Void> answer = shared.acknowledge("busy", said(0, 0, ACCEPT));
        persister.end(Errors.FENCED_STATE_EPOCH);

        assertThat(answer)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(NotLeaderOrFollowerException.class);
        assertThat(gone).containsExactly(shared);
        assertThat(timer.size()).isZero();
    }

    @Test
    void aMemberThatLeavesGivesItsRecordsBackAndTheDeliveryDoesNotCount() {
        append(2);
        fetch("leaving");

        shared.release("leaving");

        assertThat(fetch("busy")).containsExactly(new AcquiredRange(0, 1, 1));
    }

    @Test
    void noMoreIsGivenOutThanMayBeLocked() {
        append(11);
        assertThat(fetch("busy")).containsExactly(new AcquiredRange(0, 9, 1));

        assertThat(fetch("other")).isEmpty();
        shared.acknowledge("busy", said(0, 0, ACCEPT));

        assertThat(fetch("other")).containsExactly(new AcquiredRange(10, 10, 1));
    }

    @Test
    void oneFetchReadsAtATime() {
        append(1);

        assertThat(shared.beginFetch(IsolationLevel.READ_UNCOMMITTED)).hasValue(0);
        assertThat(shared.beginFetch(IsolationLevel.READ_UNCOMMITTED)).isEmpty();
        shared.endFetch();

        assertThat(shared.beginFetch(IsolationLevel.READ_UNCOMMITTED)).hasValue(0);
    }

    @Test
    void whoWaitsIsCalledWhenARecordIsAppendedOrTimesOut() {
        int[] calls = {0};
        shared.watch(() -> calls[0]++);

        append(1);
        int appended = calls[0];
        fetch("slow");
        int fetched = calls[0];
        timer.advanceClock(LOCK_MILLIS);

        assertThat(appended).isPositive();
        assertThat(calls[0]).isGreaterThan(fetched);
    }

    @Test
    void aDeletedTopicIsSharedNoMore() {
        append(1);
        fetch("busy");

        broker.topics().delete(partition.id().topicId()).toCompletableFuture().join();

        await().untilAsserted(() -> assertThat(gone).containsExactly(shared));
        assertThat(shared.isGone()).isTrue();
        assertThat(shared.acknowledge("busy", said(0, 0, ACCEPT))).isCompletedExceptionally();
    }

    @Test
    void recordsThatRetentionDeletesAreDone() {
        append(3);
        fetch("busy");

        partition.log().deleteRecordsBefore(2).toCompletableFuture().join();

        assertThat(fetch("other")).isEmpty();
        assertThat(shared.acknowledge("busy", said(0, 2, ACCEPT))).isCompleted();
        assertThat(persister.storedStart()).isEqualTo(3);
    }

    @Test
    void aRecordThatWasNeverDeliveredCannotBeAcknowledged() {
        append(1);
        fetch("busy");

        assertThat(shared.acknowledge("busy", said(0, 7, ACCEPT)))
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(InvalidRequestException.class)
                .withMessageContaining("record 7 was never delivered");
        assertThat(shared.acknowledge("busy", said(0, 0, ACCEPT))).isCompleted();
    }

    private SharePartition load() {
        SharePartition loading = new SharePartition(
                "group", partition, store("group", persister), rules(), timer, new ShareCounters(), gone::add);
        loading.load(Runnable::run);
        return loading;
    }

    private SharePartitionStore store(String group, FakePersister kept) {
        return new SharePartitionStore(group, partition.id(), kept);
    }

    private static ShareGroupRules rules() {
        return new ShareGroupRules(new GroupConfigManager(Map.of()), SETTINGS);
    }

    /** So many batches of one record. */
    private void append(int count) {
        for (int i = 0; i < count; i++) {
            Records.append(partition, Records.batch("value"));
        }
    }

    private List<AcquiredRange> fetch(String member) {
        OptionalLong turn = shared.beginFetch(IsolationLevel.READ_UNCOMMITTED);
        if (turn.isEmpty()) {
            return List.of();
        }
        long from = turn.getAsLong();
        try (LogSlice slice = partition.log().read(from, 1 << 20, true)) {
            return shared.acquire(member, from, BatchSpan.of(slice), 500, 500, batch -> false);
        } finally {
            shared.endFetch();
        }
    }

    private static List<Acknowledgement> said(long first, long last, byte type) {
        return List.of(new Acknowledgement(first, last, List.of(type)));
    }
}
