package org.ordertracking.broker.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ordertracking.broker.log.TestStore.append;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.List;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.errors.OffsetOutOfRangeException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionLogTest {

    private final TestStore broker = new TestStore();
    private final PartitionLog log = broker.orders();

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void offsetsRunOnOverBatches() {
        assertThat(append(log, Batches.of("a", "b", "c"))).isEqualTo(new Appended(0, 2, -1, 0, false));
        assertThat(append(log, Batches.of("d"))).isEqualTo(new Appended(3, 3, -1, 0, false));
        assertThat(log.highWatermark()).isEqualTo(4);
        assertThat(log.logEndOffset()).isEqualTo(4);
        assertThat(Batches.read(log)).containsExactly("0:a", "1:b", "2:c", "3:d");
    }

    @Test
    void severalBatchesInOneAppendGetConsecutiveOffsets() {
        Appended appended = append(log, Batches.together(Batches.of("a", "b"), Batches.of("c"), Batches.of("d")));

        assertThat(appended.baseOffset()).isZero();
        assertThat(appended.lastOffset()).isEqualTo(3);
        assertThat(Batches.batches(log.read(0, 1 << 20, true)))
                .extracting(RecordBatch::baseOffset)
                .containsExactly(0L, 2L, 3L);
    }

    @Test
    void whatIsReadIsWhatWasSentButForOffsetAndEpoch() {
        append(log, Batches.of("before"));
        MemoryRecords sent = Batches.of("a", "b");
        ByteBuffer expected = ByteBuffer.allocate(sent.sizeInBytes()).put(sent.buffer());
        expected.putLong(0, 1).putInt(12, 0);

        append(log, sent);

        assertThat(Batches.bytes(log.read(1, 1 << 20, true))).isEqualTo(expected.array());
    }

    @Test
    void anOffsetInsideABatchReturnsThatWholeBatch() {
        append(log, Batches.of("a", "b", "c"));
        append(log, Batches.of("d", "e", "f"));

        assertThat(Batches.batches(log.read(4, 1 << 20, true)))
                .extracting(RecordBatch::baseOffset)
                .containsExactly(3L);
    }

    @Test
    void atTheHighWatermarkThereIsNothingYet() {
        append(log, Batches.of("a"));

        try (LogSlice slice = log.read(1, 1 << 20, true)) {
            assertThat(slice.length()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 2, Long.MAX_VALUE, Long.MIN_VALUE})
    void offsetsThatTheLogDoesNotHaveAreOutOfRange(long offset) {
        append(log, Batches.of("a"));

        assertThatThrownBy(() -> log.read(offset, 1 << 20, true)).isInstanceOf(OffsetOutOfRangeException.class);
    }

    @Test
    void aBatchLargerThanTheLimitComesWholeOnlyWhenAtLeastOneIsAskedFor() {
        MemoryRecords large = Batches.ofSize(10_000);
        append(log, large);

        try (LogSlice whole = log.read(0, 100, true);
                LogSlice none = log.read(0, 100, false)) {
            assertThat(whole.length()).isEqualTo(large.sizeInBytes());
            assertThat(none.length()).isZero();
        }
    }

    @Test
    void aReadEndsWhereABatchEndsWhenTheIndexKnowsThePlace() {
        MemoryRecords batch = Batches.ofSize(6_000);
        for (int i = 0; i < 5; i++) {
            append(log, Batches.copyOf(batch));
        }

        try (LogSlice slice = log.read(1, 3 * batch.sizeInBytes() - 1, true)) {
            assertThat(slice.length()).isEqualTo(2 * batch.sizeInBytes());
        }
    }

    @Test
    void aReadOfSmallBatchesStaysWithinItsLimitAndBeginsWithAWholeBatch() {
        for (int i = 0; i < 500; i++) {
            append(log, Batches.of("value " + i), Durability.WRITTEN);
        }

        assertThat(Batches.read(log, 123, 1_000)).hasSize(377).startsWith("123:value 123");
        try (LogSlice slice = log.read(123, 1_000, true)) {
            assertThat(slice.length()).isBetween(1, 1_000);
        }
    }

    @Test
    void everyOffsetOfManySegmentsIsFound() {
        log.configure(LogSettings.DEFAULT.withSegmentBytes(2_000));
        for (int i = 0; i < 300; i++) {
            append(log, Batches.of("a" + i, "b" + i), Durability.WRITTEN);
        }

        for (long offset = 0; offset < 600; offset++) {
            assertThat(Batches.batches(log.read(offset, 1, true)).get(0).baseOffset())
                    .isEqualTo(offset - offset % 2);
        }
    }

    @Test
    void aSliceIsReadInPiecesFromAnyPlace() throws IOException {
        append(log, Batches.of("a", "b"));
        append(log, Batches.of("c"));
        byte[] all = Batches.bytes(log.read(0, 1 << 20, true));

        try (LogSlice slice = log.read(0, 1 << 20, true)) {
            ByteBuffer piece = ByteBuffer.allocate(20);
            slice.readInto(30, piece);
            assertThat(piece.array()).isEqualTo(java.util.Arrays.copyOfRange(all, 30, 50));

            ByteBuffer tail = ByteBuffer.allocate(100);
            slice.readInto(all.length - 5, tail);
            assertThat(tail.position()).isEqualTo(5);

            ByteArrayOutputStream socket = new ByteArrayOutputStream();
            assertThat(slice.transferTo(7, Channels.newChannel(socket))).isEqualTo(all.length - 7);
            assertThat(socket.toByteArray()).isEqualTo(java.util.Arrays.copyOfRange(all, 7, all.length));
        }
    }

    @Test
    void logAppendTimeIsStampedAndTheCrcStillMatches() {
        log.configure(LogSettings.DEFAULT.withTimestampType(TimestampType.LOG_APPEND_TIME));

        Appended appended = append(log, Batches.at(5, "a", "b"));

        assertThat(appended.logAppendTime()).isEqualTo(broker.clock.millis());
        RecordBatch batch = Batches.batches(log.read(0, 1 << 20, true)).get(0);
        assertThat(batch.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
        assertThat(batch.maxTimestamp()).isEqualTo(broker.clock.millis());
        assertThat(batch.iterator().next().timestamp()).isEqualTo(broker.clock.millis());
    }

    @Test
    void anAppendLargerThanASegmentIsRefused() {
        log.configure(LogSettings.DEFAULT.withSegmentBytes(200));

        assertThatThrownBy(() -> append(log, Batches.ofSize(300)))
                .isInstanceOf(RecordBatchTooLargeException.class)
                .hasMessageContaining("segment.bytes (200)");
    }

    @Test
    void theBytesThereAreToReadAreKnownWithoutLooking() {
        log.configure(LogSettings.DEFAULT.withSegmentBytes(1_000));
        long size = 0;
        for (int i = 0; i < 100; i++) {
            MemoryRecords batch = Batches.of("value " + i);
            append(log, batch, Durability.WRITTEN);
            size += batch.sizeInBytes();
        }

        assertThat(log.sizeInBytes()).isEqualTo(size);
        assertThat(log.bytesFrom(0, IsolationLevel.READ_UNCOMMITTED)).isEqualTo(size);
        assertThat(log.bytesFrom(50, IsolationLevel.READ_UNCOMMITTED)).isBetween(size / 2 - 1_000, size / 2 + 1_000);
        assertThat(log.bytesFrom(99, IsolationLevel.READ_UNCOMMITTED)).isBetween(1L, 1_000L);
        assertThat(log.bytesFrom(100, IsolationLevel.READ_UNCOMMITTED)).isZero();
    }

    @Test
    void theListenerHearsOfBytesThatCanBeRead() {
        java.util.concurrent.atomic.AtomicLong readable = new java.util.concurrent.atomic.AtomicLong();
        java.util.concurrent.CountDownLatch heard = new java.util.concurrent.CountDownLatch(1);
        LogListener listener = (grown, bytes) -> {
            readable.set(grown.highWatermark() * 1_000 + bytes);
            heard.countDown();
        };
        try (TestStore other = new TestStore(LogStoreConfig.DEFAULT, listener)) {
            MemoryRecords batch = Batches.of("a", "b");
            append(other.orders(), batch);

            assertThat(await(heard)).isTrue();
            assertThat(readable).hasValue(2 * 1_000 + batch.sizeInBytes());
        }
    }

    @Test
    void whoeverNeedsTheOffsetsEarlyGetsThemBeforeTheyAreVisible() {
        List<Long> seen = new java.util.ArrayList<>();

        await(log.append(Batches.of("a", "b"), AppendOrigin.CLIENT, Durability.SYNCED, written -> {
            seen.add(written.lastOffset());
            seen.add(log.highWatermark());
        }));

        assertThat(seen).containsExactly(1L, 0L);
        assertThat(log.highWatermark()).isEqualTo(2);
    }

    @Test
    void aCallbackThatFailsDoesNotFailTheAppend() {
        Appended appended = await(log.append(Batches.of("a"), AppendOrigin.CLIENT, Durability.SYNCED, written -> {
            throw new IllegalStateException("on purpose");
        }));

        assertThat(appended.lastOffset()).isZero();
        assertThat(Batches.read(log)).containsExactly("0:a");
    }

    private static boolean await(java.util.concurrent.CountDownLatch latch) {
        try {
            return latch.await(30, java.util.concurrent.TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static <T> T await(java.util.concurrent.CompletionStage<T> stage) {
        return TestStore.await(stage);
    }
}
