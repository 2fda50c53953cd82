package org.ordertracking.broker.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.broker.log.TestStore.append;
import static org.ordertracking.broker.log.TestStore.await;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.record.ControlRecordType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecoveryPointsTest {

    private static final Path SEGMENT = TestStore.ORDERS_0_DIRECTORY.resolve("00000000000000000000.log");
    private static final Path POINTS = TestStore.ORDERS_0_DIRECTORY.resolve("00000000000000000000.points");
    private static final long ALICE = 7;
    private static final long BOB = 8;

    private final TestStore broker = new TestStore();

    @AfterEach
    void stop() {
        broker.stopThreads();
    }

    private void notePoints() {
        broker.store().recoveryPoints().advance(1);
    }

    private long scanned() {
        return broker.store().counters().scannedBytes();
    }

    private int size(Path file) {
        return broker.disk.contents(file).length;
    }

    private static void abort(PartitionLog log, long producer) {
        await(log.append(
                Batches.marker(producer, 0, ControlRecordType.ABORT), AppendOrigin.COORDINATOR, Durability.SYNCED));
    }

    /** All that a log remembers beside its records, with a point in the middle. */
    private PartitionLog manyThings() {
        broker.openTransactions.addAll(List.of(ALICE, BOB));
        PartitionLog log = broker.orders();
        append(log, Batches.inTransaction(ALICE, 0, 0, "aborted"));
        abort(log, ALICE);
        append(log, Batches.inTransaction(BOB, 0, 0, "undecided"));
        for (int i = 0; i < 200; i++) {
            append(log, Batches.at(1_000 + i, "value " + i + " of 100 bytes".repeat(8)), Durability.WRITTEN);
        }
        notePoints();
        append(log, Batches.inTransaction(ALICE, 0, 1, "aborted later"));
        abort(log, ALICE);
        append(log, Batches.at(5_000, "last"));
        return log;
    }

    private record Knowledge(
            List<String> records,
            List<AbortedTransaction> aborted,
            long lastStableOffset,
            List<ActiveProducer> producers,
            List<Object> found) {

        static Knowledge of(PartitionLog log) {
            List<Object> found = Arrays.asList(
                    log.offsetForTimestamp(1_100),
                    log.offsetOfMaxTimestamp(),
                    Batches.batches(log.read(150, 1, true)).get(0).baseOffset());
            return new Knowledge(
                    Batches.read(log),
                    log.abortedTransactions(0, log.highWatermark()),
                    log.lastStableOffset(),
                    await(log.producers()).stream()
                            .sorted((a, b) -> Long.compare(a.producerId(), b.producerId()))
                            .toList(),
                    found);
        }
    }

    @Test
    void afterAKillOnlyWhatLiesBehindThePointIsScanned() {
        append(broker.orders(), Batches.of("a", "b"));
        notePoints();
        int noted = size(SEGMENT);
        append(broker.orders(), Batches.of("c"), Durability.WRITTEN);
        int written = size(SEGMENT);

        PartitionLog log = broker.kill().orders();

        assertThat(scanned()).isEqualTo(written - noted);
        assertThat(Batches.read(log)).containsExactly("0:a", "1:b", "2:c");
        assertThat(append(log, Batches.of("d")).baseOffset()).isEqualTo(3);
    }

    @Test
    void aLogThatHasNotGrownSinceItsPointIsNotScannedAtAll() {
        append(broker.orders(), Batches.of("a"));
        notePoints();

        broker.kill().orders();
        assertThat(scanned()).isZero();
        broker.kill().orders();
        assertThat(scanned()).isZero();
        assertThat(Batches.read(broker.cutPower().orders())).containsExactly("0:a");
    }

    @Test
    void whatAPointCoversIsOnTheDisk() {
        append(broker.orders(), Batches.of("a"), Durability.WRITTEN);
        notePoints();
        append(broker.orders(), Batches.of("b"), Durability.WRITTEN);

        assertThat(Batches.read(broker.cutPower().orders())).containsExactly("0:a");
    }

    @Test
    void everythingThatALogKnowsIsTheSameWithAndWithoutAScan() {
        Knowledge before = Knowledge.of(manyThings());

        assertThat(Knowledge.of(broker.kill().orders())).isEqualTo(before);
        assertThat(scanned()).isLessThan(size(SEGMENT) / 2);
        assertThat(Knowledge.of(broker.restart().orders())).isEqualTo(before);
        assertThat(scanned()).isZero();
        broker.disk.killProcess();
        broker.stopThreads();
        broker.disk.deleteFile(POINTS);
        assertThat(Knowledge.of(broker.start().orders())).isEqualTo(before);
        assertThat(scanned()).isEqualTo(size(SEGMENT));
    }

    @Test
    void pointsThatAreCutShortAnywhereOnlyCostAScan() {
        Knowledge before = Knowledge.of(manyThings());
        notePoints();
        byte[] whole = broker.disk.contents(POINTS);

        for (int length = 0; length < whole.length; length += 3) {
            broker.disk.killProcess();
            broker.stopThreads();
            broker.disk.replace(POINTS, Arrays.copyOf(whole, length));
            assertThat(Knowledge.of(broker.start().orders())).isEqualTo(before);
            notePoints();
        }
    }

    @Test
    void pointsThatAreDamagedAnywhereOnlyCostAScan() {
        Knowledge before = Knowledge.of(manyThings());
        notePoints();
        byte[] whole = broker.disk.contents(POINTS);

        for (int at = 0; at < whole.length; at += 3) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x20;
            broker.disk.killProcess();
            broker.stopThreads();
            broker.disk.replace(POINTS, damaged);
            assertThat(Knowledge.of(broker.start().orders())).isEqualTo(before);
            notePoints();
        }
    }

    @Test
    void aPointBehindATornOneIsNeverTakenForTheNext() {
        append(broker.orders(), Batches.of("a"));
        notePoints();
        int first = size(POINTS);
        append(broker.orders(), Batches.of("b"));
        notePoints();
        int second = size(POINTS);
        append(broker.orders(), Batches.of("c"));
        notePoints();
        byte[] torn = broker.disk.contents(POINTS);
        torn[first + 1] ^= 1;
        broker.disk.killProcess();
        broker.stopThreads();
        broker.disk.replace(POINTS, torn);

        append(broker.start().orders(), Batches.of("d"));
        notePoints();

        assertThat(size(POINTS)).isEqualTo(second);
        assertThat(Batches.read(broker.kill().orders())).containsExactly("0:a", "1:b", "2:c", "3:d");
    }

    @Test
    void aSegmentThatIsShorterThanItsPointIsScannedWholeAndPointsBeginAnew() {
        append(broker.orders(), Batches.of("a"));
        int kept = size(SEGMENT);
        append(broker.orders(), Batches.of("b"));
        notePoints();
        broker.disk.killProcess();
        broker.stopThreads();
        broker.disk.replace(SEGMENT, Arrays.copyOf(broker.disk.contents(SEGMENT), kept + 5));

        PartitionLog log = broker.start().orders();

        assertThat(scanned()).isEqualTo(kept + 5);
        assertThat(Batches.read(log)).containsExactly("0:a");
        append(log, Batches.of("other", "records", "here"));
        // What the old points say of the segment is no longer so, and they do not come back.
        assertThat(Batches.read(broker.cutPower().orders())).containsExactly("0:a", "1:other", "2:records", "3:here");
    }

    @Test
    void aPointIsNotNotedWhenTheSyncFails() {
        append(broker.orders(), Batches.of("a"), Durability.WRITTEN);
        broker.disk.failForces(SEGMENT::equals);
        TestStore.quietly(this::notePoints);

        assertThat(broker.disk.filesNamed(RecoveryPoints.SUFFIX)).isEmpty();
        broker.disk.failForces(file -> false);
        notePoints();
        assertThat(broker.disk.filesNamed(RecoveryPoints.SUFFIX)).containsExactly(POINTS);
    }

    @Test
    void aLogThatTheDiskHasFailedGetsNoPoint() {
        PartitionLog log = broker.orders();
        append(log, Batches.of("a"), Durability.WRITTEN);
        broker.disk.failForces(SEGMENT::equals);
        TestStore.quietly(() -> await(log.flush().handle((done, failure) -> null)));
        assertThat(log.isFailed()).isTrue();
        broker.disk.failForces(file -> false);

        notePoints();

        assertThat(broker.disk.filesNamed(RecoveryPoints.SUFFIX)).isEmpty();
    }

    @Test
    void aFullDiskKeepsThePointsThatThereAre() {
        append(broker.orders(), Batches.of("a"));
        notePoints();
        int noted = size(SEGMENT);
        append(broker.orders(), Batches.of("b"));
        int written = size(SEGMENT);
        broker.disk.fill();
        TestStore.quietly(this::notePoints);

        assertThat(Batches.read(broker.kill().orders())).containsExactly("0:a", "1:b");
        assertThat(scanned()).isEqualTo(written - noted);
    }

    @Test
    void sealedSegmentsHaveNoPoints() {
        append(broker.orders(), Batches.of("a"));
        notePoints();
        await(broker.orders().roll());
        append(broker.orders(), Batches.of("b"));
        notePoints();

        assertThat(broker.disk.filesNamed(RecoveryPoints.SUFFIX))
                .containsExactly(POINTS.resolveSibling("00000000000000000001.points"));
        assertThat(Batches.read(broker.kill().orders())).containsExactly("0:a", "1:b");
        assertThat(scanned()).isZero();
    }

    @Test
    void whatWasLeftOfASealedSegmentsPointsGoesWithTheNextStart() {
        append(broker.orders(), Batches.of("a"));
        notePoints();
        await(broker.orders().roll());
        append(broker.orders(), Batches.of("b"));

        assertThat(Batches.read(broker.kill().orders())).containsExactly("0:a", "1:b");
        assertThat(broker.disk.filesNamed(RecoveryPoints.SUFFIX)).isEmpty();
    }

    @Test
    void smallGrowthIsLeftForTheNextTime() {
        append(broker.orders(), Batches.of("a"));
        broker.store().recoveryPoints().advance(RecoveryPointKeeper.LEAST_BYTES);
        assertThat(broker.disk.filesNamed(RecoveryPoints.SUFFIX)).isEmpty();

        append(broker.orders(), Batches.ofSize(RecoveryPointKeeper.LEAST_BYTES));
        broker.store().recoveryPoints().advance(RecoveryPointKeeper.LEAST_BYTES);
        assertThat(broker.disk.filesNamed(RecoveryPoints.SUFFIX)).containsExactly(POINTS);
    }

    @Test
    void aPowerCutAtAnyMomentOfNotingLosesNothingThatWasAcknowledged() {
        crashWhileNoting(true);
    }

    @Test
    void aKillAtAnyMomentOfNotingLosesNothingThatWasWritten() {
        crashWhileNoting(false);
    }

    private void crashWhileNoting(boolean powerCut) {
        TestStore first = new TestStore();
        first.close();
        int[] records = {0};
        CrashPoints.everyOne(first.disk, powerCut, () -> new TestStore(first.disk, first.clock), running -> {
            PartitionLog log = running.orders();
            records[0] = (int) log.highWatermark();
            for (int i = 0; i < 2; i++) {
                append(log, Batches.from(ALICE, 0, records[0], "value " + records[0]));
                records[0]++;
            }
            return new CrashPoints.Attempt() {
                @Override
                public void run() {
                    running.store().recoveryPoints().advance(1);
                }

                @Override
                public void verify(TestStore restarted, boolean done) {
                    PartitionLog recovered = restarted.orders();
                    assertThat(recovered.highWatermark()).isEqualTo(records[0]);
                    assertThat(Batches.read(recovered)).hasSize(records[0]);
                    assertThat(await(recovered.producers()))
                            .extracting(ActiveProducer::lastSequence)
                            .containsExactly(records[0] - 1);
                    assertThat(restarted.store().counters().scannedBytes() == 0).isEqualTo(done);
                }
            };
        });
    }
}
