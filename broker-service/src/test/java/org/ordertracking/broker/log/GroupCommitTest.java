package org.ordertracking.broker.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ordertracking.broker.log.TestStore.append;
import static org.ordertracking.broker.log.TestStore.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.record.MemoryRecords;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

    private static final LogStoreConfig ONE_THREAD = LogStoreConfig.DEFAULT.withLogThreads(1);

    private final AtomicInteger heardBytes = new AtomicInteger();
    private TestStore broker = new TestStore(ONE_THREAD, (log, bytes) -> heardBytes.addAndGet(bytes));

    @AfterEach
    void stop() {
        broker.stopThreads();
    }

    @Test
    void allThatWaitShareOneSync() {
        PartitionLog log = broker.orders();
        Gate gate = Gate.hold(log);
        List<CompletableFuture<Appended>> appends = appendAll(log, 100, Durability.SYNCED);
        int before = broker.disk.forces();

        gate.open();
        appends.forEach(CompletableFuture::join);

        assertThat(broker.disk.forces() - before).isEqualTo(1);
        assertThat(appends.get(99).join().lastOffset()).isEqualTo(99);
        assertThat(broker.store().counters().flushes()).isEqualTo(1);
        assertThat(broker.store().counters().batchesAppended()).isEqualTo(100);
        assertThat(broker.store().counters().bytesAppended()).isEqualTo(log.sizeInBytes());
        assertThat(heardBytes).hasValue((int) log.sizeInBytes());
    }

    @Test
    void everyLogOfAGroupIsSyncedOnce() {
        PartitionLog first = broker.orders();
        PartitionLog second = broker.store().open(partition(1), LogSettings.DEFAULT);
        Gate gate = Gate.hold(first);
        List<CompletableFuture<Appended>> appends = appendAll(first, 10, Durability.SYNCED);
        appends.addAll(appendAll(second, 10, Durability.SYNCED));
        int before = broker.disk.forces();

        gate.open();
        appends.forEach(CompletableFuture::join);

        assertThat(broker.disk.forces() - before).isEqualTo(2);
    }

    @Test
    void whoeverDoesNotAskForASyncWaitsForNone() {
        append(broker.orders(), Batches.of("a"), Durability.WRITTEN);

        assertThat(broker.store().counters().flushes()).isZero();
    }

    @Test
    void nothingIsVisibleBeforeItIsAsDurableAsItsProducerAsked() throws InterruptedException {
        PartitionLog log = broker.orders();
        CountDownLatch forcing = new CountDownLatch(1);
        CountDownLatch mayForce = new CountDownLatch(1);
        broker.disk.beforeForce(() -> {
            forcing.countDown();
            awaitLatch(mayForce);
        });

        CompletableFuture<Appended> append = log.append(Batches.of("a"), AppendOrigin.CLIENT, Durability.SYNCED)
                .toCompletableFuture();
        forcing.await();
        assertThat(log.logEndOffset()).isEqualTo(1);
        assertThat(log.highWatermark()).isZero();
        assertThat(log.sizeInBytes()).isZero();
        assertThat(append).isNotDone();

        mayForce.countDown();
        append.join();
        assertThat(log.highWatermark()).isEqualTo(1);
    }

    @Test
    void aRepeatedBatchWaitsForTheSyncThatItsFirstSendingDidNotAskFor() {
        PartitionLog log = broker.orders();
        append(log, Batches.from(7, 0, 0, "a"), Durability.WRITTEN);
        append(log, Batches.from(7, 0, 0, "a"), Durability.SYNCED);

        assertThat(Batches.read(broker.cutPower().orders())).containsExactly("0:a");
    }

    @Test
    void aRefusedAppendDoesNotHarmThoseAroundIt() {
        PartitionLog log = broker.orders();
        MemoryRecords corrupt = Batches.of("corrupt");
        corrupt.buffer().put(65, (byte) 99);
        Gate gate = Gate.hold(log);
        CompletableFuture<Appended> first = log.append(Batches.of("a"), AppendOrigin.CLIENT, Durability.SYNCED)
                .toCompletableFuture();
        CompletableFuture<Appended> second =
                log.append(corrupt, AppendOrigin.CLIENT, Durability.SYNCED).toCompletableFuture();
        CompletableFuture<Appended> third = log.append(Batches.of("b"), AppendOrigin.CLIENT, Durability.WRITTEN)
                .toCompletableFuture();

        gate.open();

        assertThat(first.join().baseOffset()).isZero();
        assertThatThrownBy(second::join).hasCauseInstanceOf(CorruptRecordException.class);
        assertThat(third.join().baseOffset()).isEqualTo(1);
    }

    @Test
    void aFailedSyncFailsAllThatWaitedForIt() {
        PartitionLog log = broker.orders();
        broker.disk.failForces(file -> file.toString().endsWith(Segment.LOG_SUFFIX));
        Gate gate = Gate.hold(log);
        List<CompletableFuture<Appended>> appends = appendAll(log, 5, Durability.SYNCED);
        appends.addAll(appendAll(log, 5, Durability.WRITTEN));

        gate.open();

        for (CompletableFuture<Appended> append : appends) {
            assertThatThrownBy(append::join).hasCauseInstanceOf(KafkaStorageException.class);
        }
        assertThat(log.highWatermark()).isZero();
        assertThat(heardBytes).hasValue(0);
    }

    @Test
    void whenTooManyAppendsWaitTheNextIsRefusedAtOnceAndMayBeRepeated() {
        broker.close();
        broker = new TestStore(ONE_THREAD.withQueue(3, 1 << 20), LogListener.NONE);
        PartitionLog log = broker.orders();
        Gate gate = Gate.hold(log);
        List<CompletableFuture<Appended>> accepted = appendAll(log, 3, Durability.WRITTEN);

        assertThatThrownBy(() -> append(log, Batches.of("one too many")))
                .isInstanceOf(TimeoutException.class)
                .isInstanceOf(RetriableException.class);

        gate.open();
        accepted.forEach(CompletableFuture::join);
        assertThat(append(log, Batches.of("again")).baseOffset()).isEqualTo(3);
    }

    @Test
    void whenTooManyBytesWaitTheNextAppendIsRefusedButALargeOneAloneIsNot() {
        broker.close();
        broker = new TestStore(ONE_THREAD.withQueue(100, 1_000), LogListener.NONE);
        PartitionLog log = broker.orders();
        append(log, Batches.ofSize(5_000));
        Gate gate = Gate.hold(log);
        CompletableFuture<Appended> large = log.append(Batches.ofSize(5_000), AppendOrigin.CLIENT, Durability.WRITTEN)
                .toCompletableFuture();

        assertThatThrownBy(() -> append(log, Batches.of("one too many"))).isInstanceOf(TimeoutException.class);

        gate.open();
        large.join();
        assertThat(append(log, Batches.of("again")).baseOffset()).isEqualTo(2);
    }

    @Test
    void aPartitionCanBeDeletedAlthoughItsQueueIsFull() {
        broker.close();
        broker = new TestStore(ONE_THREAD.withQueue(1, 1 << 20), LogListener.NONE);
        PartitionLog log = broker.orders();
        Gate gate = Gate.hold(log);
        appendAll(log, 1, Durability.WRITTEN);
        CompletableFuture<Void> deletion =
                broker.store().delete(TestStore.ORDERS_0).toCompletableFuture();

        gate.open();

        assertThat(deletion).succeedsWithin(Duration.ofSeconds(30));
    }

    @Test
    void withAFlushIntervalNobodyWaitsForASyncAndItComesByItself() {
        broker.close();
        broker = new TestStore(ONE_THREAD.withFlush(FlushPolicy.every(Duration.ofMillis(5))), LogListener.NONE);
        PartitionLog log = broker.orders();
        append(log, Batches.of("a"), Durability.SYNCED);

        Awaitility.await().until(() -> broker.store().counters().flushes() > 0);
        assertThat(Batches.read(broker.cutPower().orders())).containsExactly("0:a");
    }

    @Test
    void whoAppendsDuringAPeriodicFlushWaitsForTheSyncOfOneLogAndNotOfAll() {
        broker.close();
        broker = new TestStore(ONE_THREAD.withFlush(FlushPolicy.every(Duration.ofMillis(5))), LogListener.NONE);
        List<PartitionLog> logs = IntStream.range(0, 5)
                .mapToObj(index -> broker.store().open(partition(index), LogSettings.DEFAULT))
                .toList();
        Gate gate = Gate.hold(logs.get(0));
        logs.forEach(log -> appendAll(log, 1, Durability.WRITTEN));
        int before = broker.disk.forces();
        CompletableFuture<Integer> forcesUntilAnswered = new CompletableFuture<>();
        AtomicBoolean appended = new AtomicBoolean();
        broker.disk.beforeForce(() -> {
            if (appended.compareAndSet(false, true)) {
                logs.get(0)
                        .append(Batches.of("meanwhile"), AppendOrigin.CLIENT, Durability.WRITTEN)
                        .thenRun(() -> forcesUntilAnswered.complete(broker.disk.forces() - before));
            }
        });

        gate.open();

        assertThat(forcesUntilAnswered).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(1);
        Awaitility.await().until(() -> broker.disk.forces() - before >= 5);
    }

    @Test
    void aStoreThatClosesFinishesWhatItHasAccepted() {
        PartitionLog log = broker.orders();
        List<CompletableFuture<Appended>> appends = appendAll(log, 200, Durability.SYNCED);

        broker.close();

        assertThat(appends).allSatisfy(append -> assertThat(append).isCompleted());
        assertThatThrownBy(() -> append(log, Batches.of("late"))).isInstanceOf(KafkaStorageException.class);
        assertThat(Batches.read(broker.start().orders())).hasSize(200);
    }

    @Test
    void aTaskRunsAfterTheAppendsBeforeIt() {
        PartitionLog log = broker.orders();
        appendAll(log, 10, Durability.WRITTEN);

        assertThat(await(log.execute(log::logEndOffset))).isEqualTo(10);
    }

    @Test
    void aListenerThatFailsDoesNotStopTheThread() {
        broker.close();
        broker = new TestStore(ONE_THREAD, (log, bytes) -> {
            throw new IllegalStateException("on purpose");
        });
        PartitionLog log = broker.orders();

        append(log, Batches.of("a"));
        assertThat(append(log, Batches.of("b")).baseOffset()).isEqualTo(1);
    }

    @Test
    void aHeapThatIsFullFailsTheLogThatItStruckAndTheThreadServesTheOthers() {
        broker.close();
        broker = new TestStore(ONE_THREAD, (log, bytes) -> {
            if (log.id().equals(TestStore.ORDERS_0)) {
                throw new OutOfMemoryError("on purpose");
            }
        });
        PartitionLog struck = broker.orders();
        PartitionLog other = broker.store().open(partition(1), LogSettings.DEFAULT);

        TestStore.quietly(() -> {
            assertThat(struck.append(Batches.of("a"), AppendOrigin.CLIENT, Durability.WRITTEN)
                            .toCompletableFuture())
                    .failsWithin(Duration.ofSeconds(30));
            assertThat(append(other, Batches.of("b")).baseOffset()).isZero();
        });
    }

    private static TopicIdPartition partition(int index) {
        return new TopicIdPartition(TestStore.ORDERS_0.topicId(), index, TestStore.ORDERS_0.topic());
    }

    private static List<CompletableFuture<Appended>> appendAll(PartitionLog log, int count, Durability durability) {
        List<CompletableFuture<Appended>> appends = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            appends.add(log.append(Batches.of("value " + i), AppendOrigin.CLIENT, durability)
                    .toCompletableFuture());
        }
        return appends;
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Keeps a log's thread busy, so that work gathers behind it. */
    private record Gate(CountDownLatch latch) {

        static Gate hold(PartitionLog log) {
            CountDownLatch entered = new CountDownLatch(1);
            CountDownLatch latch = new CountDownLatch(1);
            log.execute(() -> {
                entered.countDown();
                latch.await();
                return null;
            });
            awaitLatch(entered);
            return new Gate(latch);
        }

        void open() {
            latch.countDown();
        }
    }
}
