package org.ordertracking.broker.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ordertracking.broker.log.TestStore.append;
import static org.ordertracking.broker.log.TestStore.await;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.errors.OffsetOutOfRangeException;
import org.apache.kafka.common.record.RecordBatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final LogSettings KEEP_A_DAY =
            LogSettings.DEFAULT.withCleanup(CleanupPolicy.NONE.withRetention(DAY.toMillis(), -1));

    private final TestStore broker = new TestStore();

    @AfterEach
    void stop() {
        broker.stopThreads();
    }

    @Test
    void segmentsWhoseNewestRecordIsOlderThanTheRetentionGo() {
        PartitionLog log = broker.orders(KEEP_A_DAY);
        appendSegment(log, now(), "a");
        appendSegment(log, now(), "b");
        broker.clock.advance(DAY);
        appendSegment(log, now(), "c");
        retain();
        assertThat(log.logStartOffset()).as("not older than a day, but as old").isZero();

        broker.clock.advance(Duration.ofMillis(1));
        retain();

        assertThat(Batches.read(log)).containsExactly("2:c");
        assertThatThrownBy(() -> log.read(1, 100, true)).isInstanceOf(OffsetOutOfRangeException.class);
        assertThat(broker.store().counters().deletedSegments()).isEqualTo(2);
        broker.close();
        assertThat(broker.disk.filesNamed("00000.log")).isEmpty();
        assertThat(broker.disk.filesNamed("00001.log")).isEmpty();
        assertThat(broker.disk.filesNamed("00000.offsetindex")).isEmpty();
    }

    @Test
    void anOldSegmentBehindANewOneStays() {
        PartitionLog log = broker.orders(KEEP_A_DAY);
        appendSegment(log, now(), "new");
        appendSegment(log, now() - 3 * DAY.toMillis(), "old");

        retain();

        assertThat(Batches.read(log)).containsExactly("0:new", "1:old");
    }

    @Test
    void theActiveSegmentGoesTooWhenAllOfItHasExpiredAndTheEndStays() {
        PartitionLog log = broker.orders(KEEP_A_DAY);
        append(log, Batches.at(now(), "a", "b"));
        broker.clock.advance(DAY.plusMillis(1));

        retain();

        assertThat(log.logStartOffset()).isEqualTo(2);
        assertThat(log.highWatermark()).isEqualTo(2);
        assertThat(log.sizeInBytes()).isZero();
        for (TestStore started : List.of(broker.restart(), broker.kill(), broker.cutPower())) {
            PartitionLog reopened = started.orders(KEEP_A_DAY);
            assertThat(reopened.logStartOffset()).isEqualTo(2);
            assertThat(reopened.logEndOffset()).isEqualTo(2);
        }
        assertThat(append(broker.orders(KEEP_A_DAY), Batches.of("c")).baseOffset())
                .isEqualTo(2);
    }

    @Test
    void whatIsAppendedAfterTheActiveSegmentWasFoundExpiredStays() throws Exception {
        PartitionLog log = broker.orders(KEEP_A_DAY);
        append(log, Batches.at(now(), "a"));
        append(log, Batches.at(now(), "late"));

        await(log.expire(1));

        assertThat(Batches.read(log)).containsExactly("0:a", "1:late");
    }

    @Test
    void anEmptyLogIsLeftAlone() {
        PartitionLog log = broker.orders(KEEP_A_DAY);
        broker.clock.advance(DAY.multipliedBy(10));

        retain();

        assertThat(log.logStartOffset()).isZero();
        assertThat(broker.disk.filesNamed(CheckpointFile.FILE_NAME)).isEmpty();
    }

    @Test
    void recordsWithoutATimestampAreAsOldAsTheirAppend() {
        PartitionLog log = broker.orders(KEEP_A_DAY);
        appendSegment(log, RecordBatch.NO_TIMESTAMP, "a");
        broker.clock.advance(DAY);
        retain();
        assertThat(log.logStartOffset()).isZero();

        broker.clock.advance(Duration.ofMillis(1));
        retain();

        assertThat(log.logStartOffset()).isEqualTo(1);
    }

    @Test
    void recordsFromTheFutureAreAsOldAsTheirAppendEvenAfterARestart() {
        PartitionLog log = broker.orders(KEEP_A_DAY);
        appendSegment(log, now() + 1_000 * DAY.toMillis(), "from the future");
        appendSegment(log, now(), "now");
        broker.clock.advance(DAY.plusMillis(1));
        PartitionLog reopened = broker.kill().orders(KEEP_A_DAY);

        retain();

        assertThat(reopened.logStartOffset()).isEqualTo(2);
    }

    @Test
    void segmentsGoWhileTheLogWithoutThemIsStillAsLargeAsItMayBe() {
        PartitionLog log = broker.orders();
        for (String value : List.of("a", "b", "c", "d")) {
            appendSegment(log, 1_000, value);
        }
        long segment = log.sizeInBytes() / 4;

        keepBytes(2 * segment + 1);
        assertThat(log.logStartOffset()).isEqualTo(1);

        keepBytes(2 * segment);
        assertThat(log.logStartOffset()).isEqualTo(2);

        keepBytes(0);
        assertThat(log.logStartOffset()).isEqualTo(4);
        assertThat(log.logEndOffset()).isEqualTo(4);
    }

    @Test
    void withoutTheDeletePolicyNothingExpires() {
        PartitionLog log = broker.orders();
        appendSegment(log, 0, "a");
        broker.clock.advance(DAY.multipliedBy(10_000));

        retain();

        assertThat(log.logStartOffset()).isZero();
    }

    @Test
    void changedSettingsAreObeyedAtTheNextLook() {
        PartitionLog log = broker.orders(KEEP_A_DAY);
        appendSegment(log, now(), "a");
        broker.clock.advance(Duration.ofHours(2));
        retain();
        assertThat(log.logStartOffset()).isZero();

        log.configure(KEEP_A_DAY.withCleanup(
                CleanupPolicy.NONE.withRetention(Duration.ofHours(1).toMillis(), -1)));
        retain();

        assertThat(log.logStartOffset()).isEqualTo(1);
    }

    @Test
    void slicesOfADeletedSegmentStayReadable() {
        PartitionLog log = broker.orders(KEEP_A_DAY);
        appendSegment(log, now(), "a");
        LogSlice slice = log.read(0, 100, true);
        broker.clock.advance(DAY.plusMillis(1));

        retain();
        broker.close();

        assertThat(Batches.batches(slice)).hasSize(1);
        assertThat(broker.disk.openChannels()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whereverTheBrokerEndsDuringADeletionTheLogIsWhole(boolean powerCut) {
        broker.close();
        CrashPoints.everyOne(broker.disk, powerCut, () -> new TestStore(broker.disk, broker.clock), started -> {
            PartitionLog log = started.orders(KEEP_A_DAY);
            long first = log.logEndOffset();
            appendSegment(log, now(), "old");
            appendSegment(log, now(), "old, too");
            broker.clock.advance(DAY.plusMillis(1));
            appendSegment(log, now(), "new");
            appendSegment(log, now(), "new, too");
            return new CrashPoints.Attempt() {
                @Override
                public void run() {
                    started.store().cleaner().retain();
                    started.close();
                }

                @Override
                public void verify(TestStore restarted, boolean done) {
                    PartitionLog recovered = restarted.orders(KEEP_A_DAY);
                    assertThat(recovered.logEndOffset()).isEqualTo(first + 4);
                    assertThat(recovered.logStartOffset()).isLessThanOrEqualTo(first + 2);
                    List<String> read = Batches.read(recovered);
                    assertThat(read).endsWith((first + 2) + ":new", (first + 3) + ":new, too");
                    assertThat(read).hasSize((int) (recovered.logEndOffset() - recovered.logStartOffset()));
                    if (done) {
                        assertThat(recovered.logStartOffset()).isEqualTo(first + 2);
                    }
                }
            };
        });
    }

    private void appendSegment(PartitionLog log, long timestamp, String value) {
        append(log, Batches.at(timestamp, value));
        await(log.roll());
    }

    private void keepBytes(long bytes) {
        broker.orders(LogSettings.DEFAULT.withCleanup(CleanupPolicy.NONE.withRetention(-1, bytes)));
        retain();
    }

    private long now() {
        return broker.clock.millis();
    }

    private void retain() {
        broker.store().cleaner().retain();
    }
}
