package org.ordertracking.broker.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.ControlRecordType;
import org.apache.kafka.common.record.EndTransactionMarker;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.MutableRecordBatch;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.record.SimpleRecord;
import org.apache.kafka.common.record.TimestampType;

/** Record batches as producers send them, and what a reader makes of the bytes. */
final class Batches {

    private Batches() {}

    static MemoryRecords of(String... values) {
        return at(1_000, values);
    }

    /** One batch whose records all have the same timestamp. */
    static MemoryRecords at(long timestamp, String... values) {
        return MemoryRecords.withRecords(Compression.NONE, records(timestamp, values));
    }

    /** One batch whose records have the timestamps given. */
    static MemoryRecords atTimes(long... timestamps) {
        SimpleRecord[] records = new SimpleRecord[timestamps.length];
        for (int i = 0; i < timestamps.length; i++) {
            records[i] = new SimpleRecord(timestamps[i], ("at " + timestamps[i]).getBytes(StandardCharsets.UTF_8));
        }
        return MemoryRecords.withRecords(Compression.NONE, records);
    }

    static MemoryRecords compressed(Compression compression, String... values) {
        return MemoryRecords.withRecords(compression, records(1_000, values));
    }

    /** One batch with a single value of about so many bytes. */
    static MemoryRecords ofSize(int bytes) {
        return of("x".repeat(Math.max(0, bytes - BatchHeader.SIZE - 10)));
    }

    /** A batch of an idempotent producer. */
    static MemoryRecords from(long producerId, int epoch, int sequence, String... values) {
        return MemoryRecords.withIdempotentRecords(
                Compression.NONE, producerId, (short) epoch, sequence, records(1_000, values));
    }

    /** A batch that belongs to its producer's transaction. */
    static MemoryRecords inTransaction(long producerId, int epoch, int sequence, String... values) {
        return MemoryRecords.withTransactionalRecords(
                Compression.NONE, producerId, (short) epoch, sequence, records(1_000, values));
    }

    /** What ends a transaction. */
    static MemoryRecords marker(long producerId, int epoch, ControlRecordType type) {
        return MemoryRecords.withEndTransactionMarker(
                1_000, producerId, (short) epoch, new EndTransactionMarker(type, 0));
    }

    /** Several batches, one behind the other. */
    static MemoryRecords together(MemoryRecords... batches) {
        ByteBuffer all = ByteBuffer.allocate(IntStream.range(0, batches.length)
                .map(i -> batches[i].sizeInBytes())
                .sum());
        for (MemoryRecords batch : batches) {
            all.put(batch.buffer());
        }
        return MemoryRecords.readableRecords(all.flip());
    }

    /** The same bytes in a buffer of their own, as if they had come over the network once more. */
    static MemoryRecords copyOf(MemoryRecords records) {
        return together(records);
    }

    static MemoryRecords logAppendTime(String... values) {
        return MemoryRecords.withRecords(
                RecordBatch.CURRENT_MAGIC_VALUE,
                0L,
                Compression.NONE,
                TimestampType.LOG_APPEND_TIME,
                records(1_000, values));
    }

    static SimpleRecord[] records(long timestamp, String... values) {
        SimpleRecord[] records = new SimpleRecord[values.length];
        for (int i = 0; i < values.length; i++) {
            records[i] = new SimpleRecord(timestamp, values[i].getBytes(StandardCharsets.UTF_8));
        }
        return records;
    }

    /** The bytes of a slice; closes it. */
    static byte[] bytes(LogSlice slice) {
        try (slice) {
            ByteBuffer bytes = ByteBuffer.allocate(slice.length());
            slice.readInto(bytes);
            return bytes.array();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The whole batches of a slice; closes it. */
    static List<MutableRecordBatch> batches(LogSlice slice) {
        List<MutableRecordBatch> batches = new ArrayList<>();
        MemoryRecords.readableRecords(ByteBuffer.wrap(bytes(slice))).batches().forEach(batch -> {
            batch.ensureValid();
            batches.add(batch);
        });
        return batches;
    }

    /** The records of a log as "offset:value", from an offset to the high watermark, as a consumer would read them. */
    static List<String> read(PartitionLog log, long from, int maxBytes) {
        List<String> read = new ArrayList<>();
        long offset = from;
        while (offset < log.highWatermark()) {
            long before = offset;
            for (MutableRecordBatch batch : batches(read(log, offset, IsolationLevel.READ_UNCOMMITTED, maxBytes))) {
                for (Record record : batch) {
                    if (record.offset() >= offset) {
                        read.add(record.offset() + ":" + value(record));
                    }
                }
                offset = Math.max(offset, batch.nextOffset());
            }
            if (offset == before) {
                throw new AssertionError("nothing to read at offset " + offset + " of " + log.highWatermark());
            }
        }
        return read;
    }

    /** What a reader finds at an offset; memory has to say the same as the disk, if it says anything. */
    private static LogSlice read(PartitionLog log, long offset, IsolationLevel isolation, int maxBytes) {
        LogSlice fromMemory = log.readFromMemory(offset, isolation, maxBytes);
        LogSlice fromDisk = log.read(offset, isolation, maxBytes, true);
        if (fromMemory != null) {
            byte[] remembered = bytes(fromMemory);
            byte[] stored = bytes(fromDisk);
            int both = Math.min(remembered.length, stored.length);
            if (both == 0 || !Arrays.equals(remembered, 0, both, stored, 0, both)) {
                throw new AssertionError("at offset %d memory has %d bytes, the disk %d, and they differ"
                        .formatted(offset, remembered.length, stored.length));
            }
            return log.read(offset, isolation, maxBytes, true);
        }
        return fromDisk;
    }

    static List<String> read(PartitionLog log) {
        return read(log, log.logStartOffset(), 1 << 20);
    }

    private static String value(Record record) {
        return StandardCharsets.UTF_8.decode(record.value()).toString();
    }
}
