package org.ordertracking.broker.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ordertracking.broker.log.TestStore.append;
import static org.ordertracking.broker.log.TestStore.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CompactionTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final CleanupPolicy.Compaction AT_ONCE =
            new CleanupPolicy.Compaction(0, 0, CleanupPolicy.Compaction.NO_LIMIT, DAY.toMillis());
    private static final LogSettings COMPACTED = settings(AT_ONCE);

    private TestStore broker = new TestStore();

    @AfterEach
    void stop() {
        broker.stopThreads();
    }

    @Test
    void ofEachKeyTheLastRecordStaysWithItsOffset() {
        PartitionLog log = broker.orders(COMPACTED);
        appendSegment(log, Keyed.of("a=1", "b=1"));
        appendSegment(log, Keyed.of("a=2", "c=1"));
        append(log, Keyed.of("a=3"));

        compact();

        assertThat(Keyed.read(log)).containsExactly("1:b=1", "2:a=2", "3:c=1", "4:a=3");
        assertThat(log.logStartOffset()).isZero();
        assertThat(log.logEndOffset()).isEqualTo(5);
        assertThat(log.sizeInBytes()).isLessThan(broker.store().counters().bytesAppended());
    }

    @Test
    void everyOffsetIsReadAsTheNextOneThatIsLeft() {
        PartitionLog log = broker.orders(COMPACTED);
        for (int i = 0; i < 20; i++) {
            appendSegment(log, Keyed.of("a=" + i, "b=" + i, "key " + i + "=x"));
        }
        List<String> before = Keyed.read(log);

        compact();

        List<String> after = Keyed.read(log);
        assertThat(before).containsSubsequence(after);
        for (long from = 0; from < log.highWatermark(); from++) {
            long first = from;
            assertThat(Keyed.read(log, from, IsolationLevel.READ_UNCOMMITTED, 1))
                    .isEqualTo(after.stream()
                            .filter(entry -> Long.parseLong(entry.substring(0, entry.indexOf(':'))) >= first)
                            .toList());
            assertThat(log.bytesFrom(from, IsolationLevel.READ_UNCOMMITTED)).isPositive();
        }
    }

    @Test
    void smallSegmentsBecomeOneAndNothingElseIsLeftOnTheDisk() {
        PartitionLog log = broker.orders(COMPACTED);
        for (int i = 0; i < 5; i++) {
            appendSegment(log, Keyed.of("a=" + i));
        }

        compact();
        broker.close();

        assertThat(broker.disk.filesNamed(".log")).hasSize(2);
        assertThat(broker.disk.files())
                .allSatisfy(
                        file -> assertThat(file.getFileName().toString())
                                .matches(
                                        "LOCK|clean-shutdown|checkpoint|[0-9]{20}\\.(log|offsetindex|timeindex|aborted|producers)"));
        assertThat(Keyed.read(broker.start().orders(COMPACTED))).containsExactly("4:a=4");
        assertThat(broker.disk.openChannels()).isPositive();
    }

    @Test
    void segmentsAreNotMadeLargerThanTheyMayBe() {
        LogSettings small = COMPACTED.withSegmentBytes(250);
        PartitionLog log = broker.orders(small);
        for (int i = 0; i < 8; i++) {
            appendSegment(log, Keyed.of("key " + i + "=value"));
        }

        compact();

        assertThat(broker.disk.filesNamed(".log")).hasSizeBetween(4, 6);
        assertThat(broker.disk.filesNamed(".log"))
                .allSatisfy(
                        file -> assertThat(broker.disk.contents(file).length).isLessThanOrEqualTo(250));
        assertThat(Keyed.read(log)).hasSize(8);
    }

    @Test
    void theActiveSegmentIsLeftAlone() {
        PartitionLog log = broker.orders(COMPACTED);
        append(log, Keyed.of("a=1", "a=2"));

        compact();

        assertThat(Keyed.read(log)).hasSize(2);
    }

    @Test
    void aTombstoneStaysUntilItsHorizonAndThenGoes() {
        PartitionLog log = broker.orders(COMPACTED);
        appendSegment(log, Keyed.of("a=1"));
        appendSegment(log, Keyed.of("a"));
        appendSegment(log, Keyed.of("b=1"));
        compact();
        assertThat(Keyed.read(log)).containsExactly("1:a", "2:b=1");

        broker.clock.advance(DAY.minusMillis(1));
        appendSegment(log, Keyed.of("b=2"));
        compact();
        assertThat(Keyed.read(log)).containsExactly("1:a", "3:b=2");

        broker.clock.advance(Duration.ofMillis(1));
        appendSegment(log, Keyed.of("b=3"));
        compact();
        assertThat(Keyed.read(log)).containsExactly("4:b=3");
    }

    @Test
    void recordsWithoutAKeyGo() {
        PartitionLog log = broker.orders(COMPACTED);
        appendSegment(log, Batches.of("no key"));
        appendSegment(log, Keyed.of("a=1"));

        compact();

        assertThat(Keyed.read(log)).containsExactly("1:a=1");
    }

    @Test
    void compressedBatchesAreRewritten() {
        PartitionLog log = broker.orders(COMPACTED);
        for (Compression compression : List.of(
                Compression.gzip().build(),
                Compression.lz4().build(),
                Compression.snappy().build(),
                Compression.zstd().build())) {
            appendSegment(log, Keyed.compressed(compression, "a=1", compression.type() + "=kept"));
        }

        compact();

        assertThat(Keyed.read(log))
                .containsExactly("1:gzip=kept", "3:lz4=kept", "5:snappy=kept", "6:a=1", "7:zstd=kept");
    }

    @Test
    void batchesLargerThanAChunkAreCompacted() {
        PartitionLog log = broker.orders(COMPACTED.withMaxMessageBytes(8 << 20));
        String large = "x".repeat(3 << 20);
        appendSegment(log, Keyed.of("a=1", "large=" + large));
        appendSegment(log, Keyed.of("a=2"));

        compact();

        assertThat(Keyed.read(log)).containsExactly("1:large=" + large, "2:a=2");
    }

    @Test
    void allOfASegmentIsCopiedOfWhichMoreStaysThanTheCopyHadRoomFor() {
        PartitionLog log = broker.orders(COMPACTED);
        int keys = 40;
        String value = "=" + "x".repeat(10_000);
        for (int key = 0; key < keys; key++) {
            append(log, Keyed.of("key-" + key + value));
        }
        await(log.roll());
        appendSegment(log, Keyed.of("key-0=again"));

        compact();

        List<String> left = new ArrayList<>();
        for (int key = 1; key < keys; key++) {
            left.add(key + ":key-" + key + value);
        }
        left.add(keys + ":key-0=again");
        assertThat(Keyed.read(log)).isEqualTo(left);
    }

    @Test
    void withLittleMemoryItTakesMoreRuns() {
        broker.stopThreads();
        broker = new TestStore(
                LogStoreConfig.DEFAULT
                        .withLogThreads(1)
                        .withCleaning(CleaningSchedule.ON_DEMAND.withDedupeBytes(3 * OffsetMap.SLOT_BYTES)),
                LogListener.NONE);
        PartitionLog log = broker.orders(COMPACTED);
        for (int round = 0; round < 3; round++) {
            String value = "=" + round;
            appendSegment(log, Keyed.of("a" + value, "b" + value, "c" + value, "d" + value, "e" + value));
        }

        compact();

        assertThat(Keyed.read(log)).containsExactly("10:a=2", "11:b=2", "12:c=2", "13:d=2", "14:e=2");
    }

    @Test
    void aLogWaitsUntilEnoughOfItIsNew() {
        PartitionLog log = broker.orders(
                settings(new CleanupPolicy.Compaction(0.5, 0, CleanupPolicy.Compaction.NO_LIMIT, DAY.toMillis())));
        appendSegment(log, Keyed.of("a=1", "b=1", "c=1", "d=1"));
        compact();
        long read = broker.store().counters().compactedBytesRead();
        assertThat(read).isPositive();

        appendSegment(log, Keyed.of("a=2"));
        compact();
        assertThat(broker.store().counters().compactedBytesRead()).isEqualTo(read);

        appendSegment(log, Keyed.of("b=2", "c=2"));
        compact();
        assertThat(Keyed.read(log)).containsExactly("3:d=1", "4:a=2", "5:b=2", "6:c=2");
    }

    @Test
    void howFarALogIsCompactedSurvivesAKill() {
        PartitionLog log = broker.orders(COMPACTED);
        appendSegment(log, Keyed.of("a=1"));
        compact();

        broker.kill().orders(COMPACTED);
        compact();

        assertThat(broker.store().counters().compactedBytesRead()).isZero();
    }

    @Test
    void youngRecordsAreLeftAlone() {
        PartitionLog log = broker.orders(settings(new CleanupPolicy.Compaction(
                0, Duration.ofHours(1).toMillis(), CleanupPolicy.Compaction.NO_LIMIT, DAY.toMillis())));
        appendSegment(log, Keyed.at(broker.clock.millis(), "a=1", "a=2"));
        broker.clock.advance(Duration.ofMinutes(59));
        appendSegment(log, Keyed.at(broker.clock.millis(), "b=1", "b=2"));
        compact();
        assertThat(Keyed.read(log)).hasSize(4);

        broker.clock.advance(Duration.ofMinutes(1));
        compact();

        assertThat(Keyed.read(log)).containsExactly("1:a=2", "2:b=1", "3:b=2");
    }

    @Test
    void aRecordThatHasWaitedTooLongMakesALogDueThoughLittleIsNew() {
        PartitionLog log = broker.orders(
                settings(new CleanupPolicy.Compaction(1, 0, Duration.ofHours(1).toMillis(), DAY.toMillis())));
        appendSegment(log, Keyed.at(broker.clock.millis(), "a=1", "a=2"));
        broker.clock.advance(Duration.ofHours(1));
        compact();
        assertThat(Keyed.read(log)).hasSize(2);

        broker.clock.advance(Duration.ofMillis(1));
        compact();

        assertThat(Keyed.read(log)).containsExactly("1:a=2");
    }

    @Test
    void anIdempotentProducerGoesOnAfterAllItsRecordsAreSuperseded() {
        PartitionLog log = broker.orders(COMPACTED);
        appendSegment(log, Keyed.from(7, 0, 0, "a=1"));
        appendSegment(log, Keyed.from(7, 0, 1, "a=2"));
        appendSegment(log, Keyed.of("a=3"));
        compact();
        assertThat(Keyed.read(log)).containsExactly("2:a=3");

        broker.close();
        broker.disk.filesNamed(ProducerSnapshots.SUFFIX).forEach(broker.disk::deleteFile);
        broker.disk.filesNamed(CleanShutdown.FILE_NAME).forEach(broker.disk::deleteFile);
        PartitionLog recovered = broker.start().orders(COMPACTED);

        assertThatThrownBy(() -> append(recovered, Keyed.from(7, 0, 5, "a=4")))
                .isInstanceOf(OutOfOrderSequenceException.class);
        assertThat(append(recovered, Keyed.from(7, 0, 1, "a=2")).duplicate()).isTrue();
        assertThat(append(recovered, Keyed.from(7, 0, 2, "a=4")).baseOffset()).isEqualTo(3);
    }

    @Test
    void aLogWhoseRecordsAreAllGoneKeepsItsEnd() {
        PartitionLog log =
                broker.orders(settings(new CleanupPolicy.Compaction(0, 0, CleanupPolicy.Compaction.NO_LIMIT, 0)));
        appendSegment(log, Keyed.of("a=1"));
        appendSegment(log, Keyed.of("a"));
        compact();
        broker.clock.advance(DAY);
        appendSegment(log, Keyed.of("b"));
        compact();
        broker.clock.advance(DAY);
        appendSegment(log, Keyed.of("c"));
        compact();

        for (TestStore started : List.of(broker.restart(), broker.kill())) {
            PartitionLog reopened = started.orders(COMPACTED);
            assertThat(reopened.logEndOffset()).isEqualTo(4);
            assertThat(reopened.logStartOffset()).isZero();
            assertThat(Keyed.read(reopened)).containsExactly("3:c");
        }
    }

    @Test
    void timesAreFoundAmongWhatIsLeft() {
        PartitionLog log = broker.orders(COMPACTED);
        appendSegment(log, Keyed.at(5_000, "a=1"));
        appendSegment(log, Keyed.at(2_000, "a=2"));
        appendSegment(log, Keyed.at(3_000, "b=1"));

        compact();

        assertThat(log.offsetForTimestamp(0)).contains(new TimestampedOffset(1, 2_000));
        assertThat(log.offsetOfMaxTimestamp()).contains(new TimestampedOffset(2, 3_000));
        PartitionLog reopened = broker.restart().orders(COMPACTED);
        assertThat(reopened.offsetForTimestamp(2_500)).contains(new TimestampedOffset(2, 3_000));
        assertThat(reopened.offsetForTimestamp(4_000)).isEmpty();
    }

    @Test
    void aSliceFromBeforeStaysReadableAndTheNextOneIsFromTheNewSegment() {
        PartitionLog log = broker.orders(COMPACTED);
        appendSegment(log, Keyed.of("a=1"));
        appendSegment(log, Keyed.of("a=2"));
        LogSlice before = log.read(0, 1_000, true);

        compact();

        assertThat(Batches.batches(before).get(0).lastOffset()).isZero();
        assertThat(Keyed.read(log)).containsExactly("1:a=2");
        broker.close();
        assertThat(broker.disk.openChannels()).isZero();
    }

    @Test
    void aDamagedLogIsLeftAloneAndTheOthersGoOn() {
        PartitionLog log = broker.orders(COMPACTED);
        appendSegment(log, Keyed.of("a=1"));
        appendSegment(log, Keyed.of("a=2"));
        var file = broker.disk.filesNamed("00000.log").get(0);
        byte[] contents = broker.disk.contents(file);
        contents[contents.length - 1] ^= 1;
        broker.disk.replace(file, contents);
        PartitionLog other = broker.store()
                .open(
                        new org.apache.kafka.common.TopicIdPartition(TestStore.ORDERS_0.topicId(), 1, "orders"),
                        COMPACTED);
        appendSegment(other, Keyed.of("a=1", "a=2"));

        TestStore.quietly(this::compact);

        assertThat(broker.store().uncleanableLogs()).isEqualTo(1);
        assertThat(Keyed.read(other)).containsExactly("1:a=2");
        assertThat(broker.disk.contents(file)).isEqualTo(contents);
        assertThat(broker.disk.filesNamed(SegmentSwap.CLEANED_SUFFIX)).isEmpty();
    }

    @Test
    void aFullDiskLeavesTheLogAsItIsUntilThereIsSpace() {
        PartitionLog log = broker.orders(COMPACTED);
        appendSegment(log, Keyed.of("a=1"));
        appendSegment(log, Keyed.of("a=2"));
        broker.disk.fill();
        TestStore.quietly(this::compact);
        assertThat(Keyed.read(log)).hasSize(2);
        assertThat(broker.store().uncleanableLogs()).isZero();

        broker.disk.freeSpace();
        compact();

        assertThat(Keyed.read(log)).containsExactly("1:a=2");
    }

    @Test
    void aSwapThatTheDiskDidNotFinishIsFinishedTheNextTime() {
        PartitionLog log = broker.orders(COMPACTED);
        appendSegment(log, Keyed.of("a=1"));
        appendSegment(log, Keyed.of("a=2"));
        int[] syncs = {0};
        broker.disk.failDirectorySyncs(directory -> ++syncs[0] == 2);
        TestStore.quietly(this::compact);
        assertThat(Keyed.read(log)).containsExactly("1:a=2");
        assertThat(broker.disk.filesNamed(SegmentSwap.SWAP_SUFFIX)).hasSize(1);

        broker.disk.failDirectorySyncs(directory -> false);
        appendSegment(log, Keyed.of("a=3"));
        compact();

        assertThat(broker.disk.filesNamed(SegmentSwap.SWAP_SUFFIX)).isEmpty();
        assertThat(Keyed.read(broker.kill().orders(COMPACTED))).containsExactly("2:a=3");
    }

    @Test
    void compactedSegmentsExpireByTheTimeOfTheirRecords() {
        PartitionLog log =
                broker.orders(COMPACTED.withCleanup(COMPACTED.cleanup().withRetention(DAY.toMillis(), -1)));
        appendSegment(log, Keyed.at(-1, "a=1"));
        broker.clock.advance(DAY.dividedBy(2));
        appendSegment(log, Keyed.at(-1, "a=2"));
        broker.clock.advance(DAY.dividedBy(2));
        compact();
        broker.store().cleaner().retain();
        assertThat(Keyed.read(log)).containsExactly("1:a=2");

        broker.clock.advance(DAY.dividedBy(2).plusMillis(1));
        broker.store().cleaner().retain();

        assertThat(log.logStartOffset()).isEqualTo(2);
    }

    @Test
    void aReplayMeetsWhatIsLeft() {
        PartitionLog log = broker.orders(COMPACTED);
        IntStream.range(0, 50).forEach(i -> appendSegment(log, Keyed.of("a=" + i, "key " + i + "=x")));
        compact();

        List<Long> offsets = new ArrayList<>();
        LogReplay.forEach(log, batch -> batch.forEach(record -> offsets.add(record.offset())));

        assertThat(offsets).hasSize(51).isSorted();
    }

    private static LogSettings settings(CleanupPolicy.Compaction compaction) {
        return LogSettings.DEFAULT.withCleanup(CleanupPolicy.NONE.withCompaction(compaction));
    }

    private static void appendSegment(PartitionLog log, org.apache.kafka.common.record.MemoryRecords records) {
        append(log, records);
        await(log.roll());
    }

    private void compact() {
        broker.store().cleaner().compact();
    }
}
