package org.ordertracking.broker.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.broker.log.TestStore.append;
import static org.ordertracking.broker.log.TestStore.await;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecoveryTest {

    private static final Path FIRST_SEGMENT = TestStore.ORDERS_0_DIRECTORY.resolve("00000000000000000000.log");

    private final TestStore broker = new TestStore();

    @AfterEach
    void stop() {
        broker.stopThreads();
    }

    @Test
    void aLogThatWasClosedGoesOnWhereItEndedWithoutAScan() {
        append(broker.orders(), Batches.of("a", "b"));

        PartitionLog log = broker.restart().orders();

        assertThat(log.highWatermark()).isEqualTo(2);
        assertThat(append(log, Batches.of("c")).baseOffset()).isEqualTo(2);
        assertThat(Batches.read(log)).containsExactly("0:a", "1:b", "2:c");
        assertThat(broker.store().counters().scannedBytes()).isZero();
    }

    @Test
    void offsetsBeginAgainBehindWhatIsLeftOfADamagedLog() {
        append(broker.orders(), Batches.of("a"));
        broker.close();
        broker.disk.replace(FIRST_SEGMENT, new byte[] {1, 2, 3});

        assertThat(append(broker.start().orders(), Batches.of("b")).baseOffset())
                .isZero();
    }

    @Test
    void aLogThatNobodyOpenedIsStillCleanAtTheNextStart() {
        append(broker.orders(), Batches.of("a"));

        broker.restart().restart().orders();

        assertThat(broker.store().counters().scannedBytes()).isZero();
    }

    @Test
    void anEmptyLogIsReopened() {
        broker.orders();

        assertThat(broker.restart().orders().highWatermark()).isZero();
        assertThat(broker.kill().orders().highWatermark()).isZero();
        assertThat(broker.cutPower().orders().highWatermark()).isZero();
    }

    @Test
    void theSparseIndexIsRightAfterACleanRestart() {
        PartitionLog log = broker.orders();
        for (int i = 0; i < 400; i++) {
            append(log, Batches.at(1_000 + i / 7, "value " + i), Durability.WRITTEN);
        }

        PartitionLog reopened = broker.restart().orders();
        for (int i = 400; i < 500; i++) {
            append(reopened, Batches.at(1_000 + i / 7, "value " + i), Durability.WRITTEN);
        }

        for (int i = 0; i < 500; i++) {
            assertThat(Batches.batches(reopened.read(i, 1, true)).get(0).baseOffset())
                    .isEqualTo(i);
            assertThat(reopened.offsetForTimestamp(1_000 + i / 7))
                    .contains(new TimestampedOffset(i / 7 * 7, 1_000 + i / 7));
        }
    }

    @Test
    void whatWasWrittenSurvivesAKilledProcess() {
        append(broker.orders(), Batches.of("a"), Durability.WRITTEN);

        assertThat(Batches.read(broker.kill().orders())).containsExactly("0:a");
        assertThat(broker.store().counters().scannedBytes()).isPositive();
        assertThat(broker.store().counters().truncatedBytes()).isZero();
    }

    @Test
    void whatWasSyncedSurvivesAPowerCut() {
        PartitionLog log = broker.orders();
        append(log, Batches.of("synced"), Durability.SYNCED);
        append(log, Batches.of("written"), Durability.WRITTEN);

        assertThat(Batches.read(broker.cutPower().orders())).containsExactly("0:synced");
    }

    @Test
    void whatWasRecoveredAfterAKillIsOnTheDiskBeforeAnybodyReadsIt() {
        append(broker.orders(), Batches.of("a"), Durability.WRITTEN);
        broker.kill().orders();

        assertThat(Batches.read(broker.cutPower().orders())).containsExactly("0:a");
    }

    @Test
    void whateverEveryRolledSegmentHeldSurvivesAPowerCut() {
        PartitionLog log = broker.orders();
        for (int i = 0; i < 3; i++) {
            append(log, Batches.of("value " + i), Durability.WRITTEN);
            await(log.roll());
        }
        append(log, Batches.of("lost"), Durability.WRITTEN);

        assertThat(Batches.read(broker.cutPower().orders())).containsExactly("0:value 0", "1:value 1", "2:value 2");
    }

    @Test
    void aTailThatIsTornAtAnyByteOfTheLastBatchIsCutOff() {
        PartitionLog log = broker.orders();
        append(log, Batches.of("a", "b"));
        append(log, Batches.of("c"));
        byte[] before = broker.disk.contents(FIRST_SEGMENT);
        append(log, Batches.of("last", "batch"));
        byte[] whole = broker.disk.contents(FIRST_SEGMENT);

        for (int length = before.length; length < whole.length; length++) {
            broker.disk.killProcess();
            broker.disk.replace(FIRST_SEGMENT, Arrays.copyOf(whole, length));
            broker.stopThreads();
            PartitionLog recovered = broker.start().orders();

            assertThat(recovered.highWatermark()).isEqualTo(3);
            assertThat(broker.disk.contents(FIRST_SEGMENT)).isEqualTo(before);
            assertThat(broker.store().counters().truncatedBytes()).isEqualTo(length - before.length);
            append(recovered, Batches.of("next"));
            assertThat(Batches.read(recovered)).containsExactly("0:a", "1:b", "2:c", "3:next");
        }
    }

    @Test
    void aFlippedByteAnywhereInTheLastBatchIsNoticed() {
        PartitionLog log = broker.orders();
        append(log, Batches.of("a", "b"));
        byte[] before = broker.disk.contents(FIRST_SEGMENT);
        append(log, Batches.of("last", "batch"));
        byte[] whole = broker.disk.contents(FIRST_SEGMENT);

        for (int at = before.length; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x40;
            broker.disk.killProcess();
            broker.disk.replace(FIRST_SEGMENT, damaged);
            broker.stopThreads();
            PartitionLog recovered = broker.start().orders();

            int inBatch = at - before.length;
            boolean leaderEpoch = inBatch >= 12 && inBatch < 16;
            if (leaderEpoch) {
                // The one field that neither the CRC nor anything else tells of; nothing depends on it on a single
                // node.
                assertThat(recovered.highWatermark()).isEqualTo(4);
            } else {
                assertThat(recovered.highWatermark()).as("byte %d", inBatch).isEqualTo(2);
                assertThat(broker.disk.contents(FIRST_SEGMENT)).isEqualTo(before);
            }
        }
    }

    @Test
    void aTailOfZerosIsCutOff() {
        append(broker.orders(), Batches.of("a"));
        byte[] before = broker.disk.contents(FIRST_SEGMENT);
        broker.disk.killProcess();
        broker.disk.replace(FIRST_SEGMENT, Arrays.copyOf(before, before.length + 5_000));
        broker.stopThreads();

        assertThat(Batches.read(broker.start().orders())).containsExactly("0:a");
        assertThat(broker.disk.contents(FIRST_SEGMENT)).isEqualTo(before);
    }

    @Test
    void batchesThatRepeatOffsetsAreCutOff() {
        append(broker.orders(), Batches.of("a", "b"));
        byte[] once = broker.disk.contents(FIRST_SEGMENT);
        broker.disk.killProcess();
        broker.disk.replace(
                FIRST_SEGMENT,
                ByteBuffer.allocate(2 * once.length).put(once).put(once).array());
        broker.stopThreads();

        assertThat(Batches.read(broker.start().orders())).containsExactly("0:a", "1:b");
    }

    @Test
    void batchesLargerThanTheScanChunkAreScannedWhole() {
        PartitionLog log = broker.orders(LogSettings.DEFAULT.withMaxMessageBytes(10 << 20));
        append(log, Batches.of("small"));
        append(log, Batches.of("x".repeat(3_000_000), "y".repeat(10)));
        append(log, Batches.of("z".repeat(BatchScanner.WIDE - 50)));
        append(log, Batches.of("last"));

        PartitionLog recovered = broker.kill().orders();

        assertThat(recovered.highWatermark()).isEqualTo(5);
        assertThat(Batches.read(recovered)).endsWith("4:last");
    }

    @Test
    void damagedOrMissingIndexesAreMadeAgain() {
        LogSettings small = LogSettings.DEFAULT.withSegmentBytes(20_000);
        PartitionLog log = broker.orders(small);
        for (int i = 0; i < 1_000; i++) {
            append(log, Batches.at(i, "value " + i), Durability.WRITTEN);
        }
        broker.close();
        List<Path> indexes = broker.disk.filesNamed("index");
        assertThat(indexes).hasSizeGreaterThanOrEqualTo(6);
        for (int i = 0; i < indexes.size(); i++) {
            byte[] contents = broker.disk.contents(indexes.get(i));
            switch (i % 4) {
                case 0 -> broker.disk.deleteFile(indexes.get(i));
                case 1 -> broker.disk.replace(indexes.get(i), Arrays.copyOf(contents, contents.length / 2));
                case 2 -> contents[contents.length / 3] ^= 1;
                default -> broker.disk.replace(indexes.get(i), new byte[0]);
            }
        }

        PartitionLog reopened = broker.start().orders(small);

        for (int i = 0; i < 1_000; i++) {
            assertThat(Batches.batches(reopened.read(i, 1, true)).get(0).baseOffset())
                    .isEqualTo(i);
            assertThat(reopened.offsetForTimestamp(i)).contains(new TimestampedOffset(i, i));
        }
        assertThat(broker.disk.filesNamed("index")).hasSize(indexes.size());
    }

    @Test
    void aDamagedCleanShutdownFileIsDoneWithout() {
        append(broker.orders(), Batches.of("a"));
        broker.close();
        Path marker = TestStore.DATA.resolve(CleanShutdown.FILE_NAME);
        byte[] contents = broker.disk.contents(marker);
        contents[30] ^= 1;
        broker.disk.replace(marker, contents);

        assertThat(Batches.read(broker.start().orders())).containsExactly("0:a");
        assertThat(broker.store().counters().scannedBytes()).isZero();
    }

    @Test
    void aSegmentThatIsNotAsItWasLeftIsScannedAlthoughTheShutdownWasClean() {
        append(broker.orders(), Batches.of("a"));
        append(broker.orders(), Batches.of("b"));
        broker.close();
        byte[] contents = broker.disk.contents(FIRST_SEGMENT);
        broker.disk.replace(FIRST_SEGMENT, Arrays.copyOf(contents, contents.length - 1));

        assertThat(Batches.read(broker.start().orders())).containsExactly("0:a");
    }

    @Test
    void theCleanShutdownFileIsGoneWhileTheBrokerRunsAndStaysSo() {
        append(broker.orders(), Batches.of("a"));
        broker.close();
        assertThat(broker.disk.filesNamed(CleanShutdown.FILE_NAME)).hasSize(1);

        broker.start();
        assertThat(broker.disk.filesNamed(CleanShutdown.FILE_NAME)).isEmpty();
        broker.disk.crashLosingUnsynced();
        assertThat(broker.disk.filesNamed(CleanShutdown.FILE_NAME)).isEmpty();
    }

    @Test
    void snapshotsOfWhatWasCutOffAreDeleted() {
        append(broker.orders(), Batches.from(7, 0, 0, "a"));
        append(broker.orders(), Batches.from(7, 0, 1, "b"));
        broker.close();
        assertThat(broker.disk.filesNamed("00000000000000000002.producers")).hasSize(1);
        byte[] contents = broker.disk.contents(FIRST_SEGMENT);
        broker.disk.replace(FIRST_SEGMENT, Arrays.copyOf(contents, contents.length - 1));

        broker.start().orders();

        assertThat(broker.disk.filesNamed(ProducerSnapshots.SUFFIX)).isEmpty();
    }
}
