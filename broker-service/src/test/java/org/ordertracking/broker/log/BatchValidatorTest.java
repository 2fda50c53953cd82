package org.ordertracking.broker.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ordertracking.broker.log.TestStore.append;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnsupportedForMessageFormatException;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchValidatorTest {

    private static final int BASE_OFFSET = 0;
    private static final int LENGTH = 8;
    private static final int MAGIC = 16;
    private static final int ATTRIBUTES = 21;
    private static final int LAST_OFFSET_DELTA = 23;
    private static final int PRODUCER_ID = 43;
    private static final int PRODUCER_EPOCH = 51;
    private static final int RECORD_COUNT = 57;

    private final TestStore broker = new TestStore();
    private final PartitionLog log = broker.orders();

    @AfterEach
    void stop() {
        broker.close();
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal(
                        "format 0",
                        UnsupportedForMessageFormatException.class,
                        raw(batch -> batch.put(MAGIC, (byte) 0)),
                        "old message format 0"),
                refusal(
                        "format 1",
                        UnsupportedForMessageFormatException.class,
                        raw(batch -> batch.put(MAGIC, (byte) 1)),
                        "old message format 1"),
                refusal("format 3", CorruptRecordException.class, raw(batch -> batch.put(MAGIC, (byte) 3)), "format 3"),
                refusal(
                        "too long",
                        CorruptRecordException.class,
                        raw(batch -> batch.putInt(LENGTH, 10_000)),
                        "10012 bytes"),
                refusal(
                        "too short",
                        CorruptRecordException.class,
                        raw(batch -> batch.putInt(LENGTH, 10)),
                        "size of 22"),
                refusal(
                        "negative",
                        CorruptRecordException.class,
                        raw(batch -> batch.putInt(LENGTH, -20)),
                        "size of -8"),
                refusal("CRC", CorruptRecordException.class, raw(batch -> batch.put(70, (byte) 99)), "CRC"),
                refusal(
                        "no records",
                        InvalidRecordException.class,
                        sealed(batch -> batch.putInt(RECORD_COUNT, 0)),
                        "count of 0"),
                refusal(
                        "count",
                        InvalidRecordException.class,
                        sealed(batch -> batch.putInt(RECORD_COUNT, 3)),
                        "count of 3"),
                refusal(
                        "delta",
                        InvalidRecordException.class,
                        sealed(batch -> batch.putInt(LAST_OFFSET_DELTA, -1)),
                        "delta of -1"),
                refusal(
                        "offset",
                        InvalidRecordException.class,
                        sealed(batch -> batch.putLong(BASE_OFFSET, 5)),
                        "base offset 5"),
                refusal(
                        "compression",
                        InvalidRecordException.class,
                        sealed(batch -> batch.putShort(ATTRIBUTES, (short) 5)),
                        "compression type 5"),
                refusal(
                        "control",
                        InvalidRecordException.class,
                        sealed(batch -> batch.putShort(ATTRIBUTES, (short) 0x20)),
                        "control batch"),
                refusal(
                        "horizon",
                        InvalidRecordException.class,
                        sealed(batch -> batch.putShort(ATTRIBUTES, (short) 0x40)),
                        "delete horizon"),
                refusal(
                        "transaction",
                        InvalidRecordException.class,
                        sealed(batch -> batch.putShort(ATTRIBUTES, (short) 0x10)),
                        "no producer id"),
                refusal(
                        "time type",
                        InvalidTimestampException.class,
                        sealed(batch -> batch.putShort(ATTRIBUTES, (short) 0x08)),
                        "LogAppendTime"),
                refusal(
                        "producer",
                        InvalidRecordException.class,
                        sealed(batch -> batch.putLong(PRODUCER_ID, -7)),
                        "producer id -7"),
                refusal(
                        "epoch",
                        InvalidRecordException.class,
                        sealed(batch -> batch.putLong(PRODUCER_ID, 7).putShort(PRODUCER_EPOCH, (short) -1)),
                        "epoch -1"),
                refusal(
                        "sequence",
                        InvalidRecordException.class,
                        sealed(batch -> batch.putLong(PRODUCER_ID, 7).putShort(PRODUCER_EPOCH, (short) 0)),
                        "sequence -1"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void aBatchThatBreaksARuleIsRefusedAndTheLogIsAsItWas(
            String rule, Class<? extends Exception> error, MemoryRecords batch, String message) {
        append(log, Batches.of("before"));
        byte[] before = Batches.bytes(log.read(0, 1 << 20, true));

        assertThatThrownBy(() -> append(log, batch))
                .isInstanceOf(error)
                .hasMessageContaining("orders-0")
                .hasMessageContaining(message);

        assertThat(log.logEndOffset()).isEqualTo(1);
        assertThat(append(log, Batches.of("after")).baseOffset()).isEqualTo(1);
        assertThat(Batches.bytes(log.read(0, before.length, true))).isEqualTo(before);
    }

    @Test
    void aBadBatchBehindAGoodOneRefusesBoth() {
        MemoryRecords bad = raw(batch -> batch.put(70, (byte) 99));

        assertThatThrownBy(() -> append(log, Batches.together(Batches.of("good"), bad)))
                .isInstanceOf(CorruptRecordException.class)
                .hasMessageContaining("byte " + Batches.of("good").sizeInBytes());
        assertThat(log.logEndOffset()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 12, 17, 60, 61, 70})
    void aBatchThatWasNotSentAsAWholeIsRefused(int length) {
        ByteBuffer bytes = Batches.of("a", "b").buffer().limit(length);

        assertThatThrownBy(() -> append(log, MemoryRecords.readableRecords(bytes)))
                .isInstanceOf(CorruptRecordException.class);
        assertThat(log.logEndOffset()).isZero();
    }

    @Test
    void theLargestBatchAllowedIsAcceptedAndOneByteMoreIsNot() {
        MemoryRecords batch = Batches.ofSize(500);
        log.configure(LogSettings.DEFAULT.withMaxMessageBytes(batch.sizeInBytes()));
        append(log, Batches.copyOf(batch));
        log.configure(LogSettings.DEFAULT.withMaxMessageBytes(batch.sizeInBytes() - 1));

        assertThatThrownBy(() -> append(log, Batches.copyOf(batch)))
                .isInstanceOf(RecordTooLargeException.class)
                .hasMessageContaining("max.message.bytes (" + (batch.sizeInBytes() - 1) + ")");
    }

    @ParameterizedTest
    @EnumSource(CompressionType.class)
    void batchesOfEveryCompressionAreTakenAsTheyAre(CompressionType type) {
        MemoryRecords batch = Batches.compressed(Compression.of(type).build(), "a".repeat(500), "b".repeat(500));
        ByteBuffer records = batch.buffer().position(BatchHeader.SIZE).slice();

        append(log, batch);

        byte[] stored = Batches.bytes(log.read(0, 1 << 20, true));
        assertThat(ByteBuffer.wrap(stored).position(BatchHeader.SIZE).slice()).isEqualTo(records);
        assertThat(Batches.read(log)).containsExactly("0:" + "a".repeat(500), "1:" + "b".repeat(500));
    }

    @ParameterizedTest
    @EnumSource(CompressionType.class)
    void batchesOfEveryCompressionCanBeStampedWithTheTimeOfTheirAppend(CompressionType type) {
        log.configure(LogSettings.DEFAULT.withTimestampType(TimestampType.LOG_APPEND_TIME));

        append(log, Batches.compressed(Compression.of(type).build(), "a", "b"));

        assertThat(Batches.batches(log.read(0, 1 << 20, true)).get(0).maxTimestamp())
                .isEqualTo(broker.clock.millis());
        assertThat(Batches.read(log)).containsExactly("0:a", "1:b");
    }

    @Test
    void recordsThatAreNoneAreNobodysBusinessHere() {
        MemoryRecords nonsense = sealed(batch -> {
            for (int i = BatchHeader.SIZE; i < batch.limit(); i++) {
                batch.put(i, (byte) 0xEE);
            }
        });

        assertThat(append(log, nonsense).lastOffset()).isEqualTo(1);
        assertThat(append(log, Batches.of("after")).baseOffset()).isEqualTo(2);
    }

    private static Arguments refusal(String rule, Class<?> error, MemoryRecords batch, String message) {
        return Arguments.of(rule, error, batch, message);
    }

    /** Two records, changed, with the CRC that the unchanged batch had. */
    private static MemoryRecords raw(Consumer<ByteBuffer> change) {
        ByteBuffer bytes = Batches.of("first", "second").buffer();
        change.accept(bytes);
        return MemoryRecords.readableRecords(bytes);
    }

    /** Two records, changed, with a CRC that matches. */
    private static MemoryRecords sealed(Consumer<ByteBuffer> change) {
        ByteBuffer bytes = Batches.of("first", "second").buffer();
        change.accept(bytes);
        new BatchHeader().at(bytes, 0).seal();
        return MemoryRecords.readableRecords(bytes);
    }
}
