package org.ordertracking.broker.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.ControlRecordType;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.record.SimpleRecord;

/** Records with keys, written "key=value", or "key" alone for a tombstone; and consumers that read them. */
final class Keyed {

    private static final long TIMESTAMP = 1_000;

    private Keyed() {}

    static MemoryRecords of(String... entries) {
        return MemoryRecords.withRecords(Compression.NONE, records(TIMESTAMP, entries));
    }

    static MemoryRecords at(long timestamp, String... entries) {
        return MemoryRecords.withRecords(Compression.NONE, records(timestamp, entries));
    }

    static MemoryRecords compressed(Compression compression, String... entries) {
        return MemoryRecords.withRecords(compression, records(TIMESTAMP, entries));
    }

    static MemoryRecords from(long producerId, int epoch, int sequence, String... entries) {
        return MemoryRecords.withIdempotentRecords(
                Compression.NONE, producerId, (short) epoch, sequence, records(TIMESTAMP, entries));
    }

    static MemoryRecords inTransaction(long producerId, int epoch, int sequence, String... entries) {
        return MemoryRecords.withTransactionalRecords(
                Compression.NONE, producerId, (short) epoch, sequence, records(TIMESTAMP, entries));
    }

    private static SimpleRecord[] records(long timestamp, String... entries) {
        return Arrays.stream(entries)
                .map(entry -> {
                    int equals = entry.indexOf('=');
                    byte[] key = bytes(equals < 0 ? entry : entry.substring(0, equals));
                    return new SimpleRecord(timestamp, key, equals < 0 ? null : bytes(entry.substring(equals + 1)));
                })
                .toArray(SimpleRecord[]::new);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** All records as "offset:key=value". */
    static List<String> read(PartitionLog log) {
        return read(log, log.logStartOffset(), IsolationLevel.READ_UNCOMMITTED, 1 << 20);
    }

    static List<String> readCommitted(PartitionLog log) {
        return read(log, log.logStartOffset(), IsolationLevel.READ_COMMITTED, 1 << 20);
    }

    /**
     * What a consumer gets from an offset to the end, in the way that Kafka's own client passes over aborted records. The
     * end is where it is when it is reached: a record before it may have been compacted away for one that came meanwhile.
     */
    static List<String> read(PartitionLog log, long from, IsolationLevel isolation, int maxBytes) {
        List<String> read = new ArrayList<>();
        long offset = from;
        while (offset < log.readableEnd(isolation)) {
            long before = offset;
            try (LogSlice slice = log.read(offset, isolation, maxBytes, true)) {
                offset = take(slice, offset, isolation, read);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (offset == before) {
                throw new AssertionError("nothing to read at offset " + offset + " of " + log.readableEnd(isolation));
            }
        }
        return read;
    }

    private static long take(LogSlice slice, long from, IsolationLevel isolation, List<String> read)
            throws IOException {
        PriorityQueue<AbortedTransaction> ahead =
                new PriorityQueue<>(Comparator.comparingLong(AbortedTransaction::firstOffset));
        if (isolation == IsolationLevel.READ_COMMITTED) {
            long end = slice.endOffset();
            slice.abortedTransactions(from, end).stream()
                    .filter(aborted -> aborted.firstOffset() < end)
                    .forEach(ahead::add);
        }
        Set<Long> aborting = new HashSet<>();
        ByteBuffer bytes = ByteBuffer.allocate(slice.length());
        slice.readInto(bytes);
        long offset = from;
        for (RecordBatch batch : MemoryRecords.readableRecords(bytes.flip()).batches()) {
            batch.ensureValid();
            while (!ahead.isEmpty() && ahead.peek().firstOffset() <= batch.lastOffset()) {
                aborting.add(ahead.poll().producerId());
            }
            if (batch.isControlBatch()) {
                endTransaction(batch, aborting);
            } else if (!batch.isTransactional() || !aborting.contains(batch.producerId())) {
                for (Record record : batch) {
                    if (record.offset() >= from) {
                        read.add(record.offset() + ":" + entry(record));
                    }
                }
            }
            offset = batch.nextOffset();
        }
        return offset;
    }

    private static void endTransaction(RecordBatch batch, Set<Long> aborting) {
        for (Record marker : batch) {
            if (ControlRecordType.parse(marker.key()) == ControlRecordType.ABORT) {
                aborting.remove(batch.producerId());
            }
        }
    }

    static String entry(Record record) {
        String key = text(record.key());
        return record.hasValue() ? key + "=" + text(record.value()) : key;
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }
}
