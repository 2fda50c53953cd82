package org.ordertracking.broker.records;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.apache.kafka.common.errors.OffsetOutOfRangeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.MutableRecordBatch;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.utils.BufferSupplier;
import org.apache.kafka.common.utils.CloseableIterator;
import org.ordertracking.broker.log.AbortedTransaction;
import org.ordertracking.broker.log.LogSlice;
import org.ordertracking.broker.log.PartitionLog;

/**
 * Goes over the records of one partition, oldest first, with all there is between two offsets: markers, aborted and undecided records too.
 * May block on the disk, so it is for threads of its user's; one thread at a time.
 *
 * <pre>
 *   new ──► {@link #next} … ──► null (at the end, for good) ──► {@link #close} (at any time)
 * </pre>
 *
 * It holds one chunk of the log, {@value #CHUNK_BYTES} bytes or one batch where that is larger, and one record of a compressed batch. A
 * batch that would open to a record of more than {@value #MAX_OPENED_BYTES} bytes is gone over without being opened.
 */
public final class RecordCursor implements AutoCloseable {
    /** The largest record of a compressed batch that is opened. */
    public static final int MAX_OPENED_BYTES = 32 << 20;

    private static final int CHUNK_BYTES = 1 << 18;

    private final PartitionLog log;
    private final int partition;
    private final long end;
    private final BufferSupplier buffers = BufferSupplier.create();
    private long position;
    private Iterator<? extends MutableRecordBatch> batches =
            List.<MutableRecordBatch>of().iterator();
    private List<AbortedTransaction> aborted = List.of();
    private long stableEnd;
    private OpenedBatch batch;

    /**
     * @param from the first offset wanted; where the log begins later, that
     * @param end the first offset no longer wanted; where the readable end comes first, that, as it is now
     */
    public RecordCursor(PartitionLog log, long from, long end) {
        this.log = log;
        this.partition = log.id().partition();
        this.position = Math.max(from, log.logStartOffset());
        this.end = Math.min(end, log.highWatermark());
    }

    /** All that is behind it has been gone over; the offset at which another cursor would go on. */
    public long position() {
        return position;
    }

    /**
     * The next record.
     *
     * @return null when there is none any more
     * @throws KafkaStorageException when the disk fails or the log is closed
     * @throws org.apache.kafka.common.errors.UnknownTopicOrPartitionException when the partition was deleted
     */
    public StoredRecord next() {
        while (position < end) {
            StoredRecord found = batch == null ? null : batch.next();
            if (found != null) {
                if (found.offset() >= end) {
                    position = end;
                    return null;
                }
                position = Math.max(position, found.offset() + 1);
                return found;
            }
            if (batch != null) {
                position = Math.max(position, batch.lastOffset() + 1);
                closeBatch();
            }
            if (batches.hasNext()) {
                batch = new OpenedBatch(batches.next());
            } else if (position < end && !refill()) {
                position = end;
            }
        }
        return null;
    }

    private boolean refill() {
        while (true) {
            try (LogSlice slice = log.read(position, IsolationLevel.READ_UNCOMMITTED, CHUNK_BYTES, true)) {
                if (slice.length() == 0) {
                    return false;
                }
                ByteBuffer chunk = ByteBuffer.allocate(slice.length());
                slice.readInto(chunk);
                MemoryRecords records = MemoryRecords.readableRecords(chunk.flip());
                stableEnd = log.lastStableOffset();
                aborted = slice.abortedTransactions(position, endOf(records));
                batches = records.batches().iterator();
                return batches.hasNext();
            } catch (OffsetOutOfRangeException removed) {
                long start = log.logStartOffset();
                if (start <= position) {
                    throw removed;
                }
                position = start;
                if (position >= end) {
                    return false;
                }
            } catch (IOException failure) {
                throw new KafkaStorageException("cannot read " + log.id() + " at " + position, failure);
            }
        }
    }

    private static long endOf(MemoryRecords records) {
        long end = 0;
        for (MutableRecordBatch batch : records.batches()) {
            end = batch.lastOffset() + 1;
        }
        return end;
    }

    private void closeBatch() {
        if (batch != null) {
            batch.close();
            batch = null;
        }
    }

    @Override
    public void close() {
        closeBatch();
        buffers.close();
    }

    /** One batch while it is gone over. */
    private final class OpenedBatch {
        private final MutableRecordBatch batch;
        private CloseableIterator<Record> records;
        private StoredRecord.Kind kind = StoredRecord.Kind.DATA;
        private boolean broken;

        private OpenedBatch(MutableRecordBatch batch) {
            this.batch = batch;
        }

        private long lastOffset() {
            return batch.lastOffset();
        }

        /** Records before the position are passed over: the first batch of a chunk may begin before it. */
        private StoredRecord next() {
            if (broken) {
                return null;
            }
            try {
                if (records == null) {
                    open();
                }
                while (records.hasNext()) {
                    Record found = records.next();
                    if (found.offset() >= position) {
                        return stored(found);
                    }
                }
                return null;
            } catch (KafkaException | IllegalArgumentException | BufferUnderflowException undecodable) {
                broken = true;
                return unreadable();
            }
        }

        private void open() {
            if (batch.compressionType() == CompressionType.NONE || fits()) {
                records = batch.streamingIterator(buffers);
            } else {
                kind = StoredRecord.Kind.TOO_LARGE;
                records = batch.skipKeyValueIterator(buffers);
            }
        }

        /** A few compressed bytes can claim to be a record of gigabytes. */
        private boolean fits() {
            try (CloseableIterator<Record> sizes = batch.skipKeyValueIterator(buffers)) {
                while (sizes.hasNext()) {
                    if (sizes.next().sizeInBytes() > MAX_OPENED_BYTES) {
                        return false;
                    }
                }
                return true;
            }
        }

        private StoredRecord stored(Record found) {
            boolean opened = kind == StoredRecord.Kind.DATA;
            StoredRecord.Kind what = opened && batch.isControlBatch() ? ControlRecords.kindOf(found) : kind;
            return new StoredRecord(
                    partition,
                    found.offset(),
                    found.timestamp(),
                    batch.timestampType() == TimestampType.LOG_APPEND_TIME,
                    found.keySize(),
                    opened ? found.key() : null,
                    found.valueSize(),
                    opened ? found.value() : null,
                    opened ? headersOf(found) : List.of(),
                    what,
                    outcome(found.offset()),
                    batch.producerId(),
                    batch.producerEpoch(),
                    batch.hasProducerId() ? found.sequence() : -1,
                    batch.compressionType().name,
                    batch.sizeInBytes());
        }

        private StoredRecord unreadable() {
            return new StoredRecord(
                    partition,
                    Math.max(position, batch.baseOffset()),
                    batch.maxTimestamp(),
                    false,
                    -1,
                    null,
                    -1,
                    null,
                    List.of(),
                    StoredRecord.Kind.UNREADABLE,
                    outcome(batch.baseOffset()),
                    batch.producerId(),
                    batch.producerEpoch(),
                    -1,
                    batch.compressionType().name,
                    batch.sizeInBytes());
        }

        private StoredRecord.Outcome outcome(long offset) {
            if (!batch.isTransactional()) {
                return StoredRecord.Outcome.NONE;
            }
            for (AbortedTransaction transaction : aborted) {
                if (transaction.producerId() == batch.producerId()
                        && transaction.firstOffset() <= offset
                        && offset <= transaction.lastOffset()) {
                    return StoredRecord.Outcome.ABORTED;
                }
            }
            return offset < stableEnd ? StoredRecord.Outcome.COMMITTED : StoredRecord.Outcome.OPEN;
        }

        private void close() {
            if (records != null) {
                records.close();
            }
        }
    }

    private static List<StoredHeader> headersOf(Record found) {
        Header[] headers = found.headers();
        if (headers.length == 0) {
            return List.of();
        }
        return Arrays.stream(headers)
                .map(header ->
                        new StoredHeader(header.key(), header.value() == null ? null : ByteBuffer.wrap(header.value())))
                .toList();
    }
}
