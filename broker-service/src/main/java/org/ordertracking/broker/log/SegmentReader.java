package org.ordertracking.broker.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.utils.BufferSupplier;
import org.apache.kafka.common.utils.CloseableIterator;
import org.jboss.logging.Logger;

/**
 * Finds batches in segments for readers. One for all logs of a store, because the number of files that are open for reading is bounded over
 * all of them. Reading has channels of its own: a reader whose thread is interrupted closes its channel, never the writer's.
 */
final class SegmentReader implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(SegmentReader.class);

    private final LogFiles files;
    private final IndexFiles indexFiles;
    private final OpenCache<Segment, FileVolume> volumes;
    private final OpenCache<Segment, SegmentIndex> indexes;

    SegmentReader(LogFiles files, IndexFiles indexFiles, int openFiles) {
        this.files = files;
        this.indexFiles = indexFiles;
        this.volumes = new OpenCache<>(openFiles, FileVolume::isOpen);
        this.indexes = new OpenCache<>(openFiles, SegmentIndex::isOpen);
    }

    /**
     * The batches from the one that holds an offset on, or {@code null} when the segment ends before the offset.
     *
     * @param upTo no batch is returned that begins at or behind this offset
     * @see PartitionLog#read
     */
    LogSlice slice(Segment segment, long offset, long upTo, int maxBytes, boolean atLeastOneBatch) throws IOException {
        int end = segment.visibleBytes();
        OpenCache.Lease<FileVolume> volume = leaseVolume(segment);
        LogSlice slice = null;
        try (OpenCache.Lease<SegmentIndex> index = leaseIndex(segment)) {
            int visible = upTo == Long.MAX_VALUE ? end : positionOf(upTo, segment, volume.value(), index.value(), end);
            BatchScanner batches =
                    new BatchScanner(volume.value(), index.value().positionOf(offset), visible, BatchScanner.NARROW);
            if (seekOffset(segment, batches, offset, visible)) {
                int start = (int) batches.position();
                int length = cut(index.value(), start, batches.size(), visible, maxBytes, atLeastOneBatch);
                slice = length == 0 ? LogSlice.empty() : new LogSlice(volume, start, length);
            }
            return slice;
        } finally {
            if (slice == null || slice.length() == 0) {
                volume.close();
            }
        }
    }

    /**
     * The batches from the one with a base offset on, without a look at the disk; {@code null} when it takes one to tell.
     *
     * @param upTo no batch is returned that begins at or behind this offset
     * @see PartitionLog#readFromMemory
     */
    LogSlice sliceFromMemory(Segment segment, long offset, long upTo, int maxBytes) {
        MemoryIndex index = segment.memoryIndex();
        if (index == null) {
            return null;
        }
        int visible = segment.visibleBytes();
        int start = index.knownPositionOf(offset);
        int stop = upTo == Long.MAX_VALUE ? visible : index.knownPositionOf(upTo);
        if (start == MemoryIndex.UNKNOWN || stop == MemoryIndex.UNKNOWN || stop > visible || start >= stop) {
            return null;
        }
        int end = stop - start <= maxBytes ? stop : index.boundaryAtOrBefore(start + maxBytes);
        if (end <= start) {
            // The first batch is larger than what is wanted, or nearly: its header has to tell.
            return null;
        }
        OpenCache.Lease<FileVolume> volume = volumes.leaseOpen(segment);
        return volume == null ? null : new LogSlice(volume, start, end - start);
    }

    /** Where the first batch lies that holds or follows an offset; {@code end} when there is none before it. */
    private static int positionOf(long offset, Segment segment, FileVolume volume, SegmentIndex index, int end)
            throws IOException {
        BatchScanner batches = new BatchScanner(volume, index.positionOf(offset), end, BatchScanner.NARROW);
        return seekOffset(segment, batches, offset, end) ? (int) batches.position() : end;
    }

    /** The first visible record at or behind an offset that is no older than a timestamp; {@code null} when there is none. */
    TimestampedOffset firstRecordAt(Segment segment, long timestamp, long fromOffset) throws IOException {
        int visible = segment.visibleBytes();
        try (OpenCache.Lease<FileVolume> volume = leaseVolume(segment);
                OpenCache.Lease<SegmentIndex> index = leaseIndex(segment)) {
            BatchScanner batches = new BatchScanner(
                    volume.value(), index.value().positionBefore(timestamp), visible, BatchScanner.NARROW);
            while (nextBatch(segment, batches, visible)) {
                BatchHeader header = batches.header();
                if (header.maxTimestamp() >= timestamp && header.lastOffset() >= fromOffset) {
                    TimestampedOffset found = firstRecordAt(volume.value(), batches, timestamp, fromOffset);
                    if (found != null) {
                        return found;
                    }
                }
            }
            return null;
        }
    }

    /** The largest timestamp of a segment's visible batches; {@link Long#MIN_VALUE} without any. */
    long maxTimestamp(Segment segment) throws IOException {
        if (segment.maxTimestamp() == Segment.UNKNOWN) {
            try (OpenCache.Lease<SegmentIndex> index = leaseIndex(segment)) {
                segment.learnMaxTimestamp(index.value().maxTimestamp());
            }
        }
        return segment.maxTimestamp();
    }

    /**
     * The largest timestamp of a segment's visible records at or behind an offset; {@link Long#MIN_VALUE} without any. Scans the segment
     * from there on.
     */
    long maxTimestamp(Segment segment, long fromOffset) throws IOException {
        if (fromOffset <= segment.baseOffset()) {
            return maxTimestamp(segment);
        }
        int visible = segment.visibleBytes();
        try (OpenCache.Lease<FileVolume> volume = leaseVolume(segment);
                OpenCache.Lease<SegmentIndex> index = leaseIndex(segment)) {
            BatchScanner batches =
                    new BatchScanner(volume.value(), index.value().positionOf(fromOffset), visible, BatchScanner.WIDE);
            long max = Long.MIN_VALUE;
            for (boolean found = seekOffset(segment, batches, fromOffset, visible);
                    found;
                    found = nextBatch(segment, batches, visible)) {
                max = Math.max(max, maxTimestamp(volume.value(), batches, fromOffset));
            }
            return max;
        }
    }

    /**
     * When a segment's newest records were appended, for those who go by their age: the largest timestamp, or when the file was last
     * appended to if that was earlier (the records claim to be from the future) or there is no timestamp.
     */
    long timeOf(Segment segment) throws IOException {
        return timeOf(segment, maxTimestamp(segment));
    }

    /** The same for the first batch of a segment, whose own append nobody remembers: it counts as the last one. */
    long firstTimeOf(Segment segment) throws IOException {
        try (OpenCache.Lease<FileVolume> volume = leaseVolume(segment)) {
            BatchScanner batches = new BatchScanner(volume.value(), 0, segment.visibleBytes(), BatchScanner.NARROW);
            return timeOf(
                    segment,
                    nextBatch(segment, batches, segment.visibleBytes())
                            ? batches.header().maxTimestamp()
                            : Long.MIN_VALUE);
        }
    }

    private long timeOf(Segment segment, long timestamp) throws IOException {
        long lastAppend = lastAppendOf(segment);
        return timestamp < 0 ? lastAppend : Math.min(timestamp, lastAppend);
    }

    /** When a segment was last appended to, by the time of its file. */
    long lastAppendOf(Segment segment) throws IOException {
        long lastAppend = segment.lastAppendMillis();
        if (lastAppend == Segment.UNKNOWN) {
            lastAppend = files.lastModified(segment.file());
            if (segment.memoryIndex() == null) {
                segment.learnLastAppend(lastAppend);
            }
        }
        return lastAppend;
    }

    /** Lets go of a deleted segment's files; slices that are still being read keep theirs. */
    void forget(Segment segment) {
        volumes.remove(segment);
        indexes.remove(segment);
    }

    @Override
    public void close() {
        volumes.close();
        indexes.close();
    }

    private static int cut(
            SegmentIndex index, int start, int firstBatch, int visible, int maxBytes, boolean atLeastOneBatch) {
        if (firstBatch > maxBytes) {
            return atLeastOneBatch ? firstBatch : 0;
        }
        if (visible - start <= maxBytes) {
            return visible - start;
        }
        int boundary = index.boundaryAtOrBefore(start + maxBytes);
        return boundary >= start + firstBatch ? boundary - start : maxBytes;
    }

    private static boolean seekOffset(Segment segment, BatchScanner batches, long offset, int visible)
            throws IOException {
        while (nextBatch(segment, batches, visible)) {
            if (batches.header().lastOffset() >= offset) {
                return true;
            }
        }
        return false;
    }

    private static boolean nextBatch(Segment segment, BatchScanner batches, int visible) throws IOException {
        if (batches.next()) {
            return true;
        }
        if (batches.end() < visible) {
            throw new CorruptRecordException("Segment " + segment.file() + " is damaged at byte " + batches.end());
        }
        return false;
    }

    private static TimestampedOffset firstRecordAt(
            FileVolume volume, BatchScanner batches, long timestamp, long fromOffset) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(batches.size());
        volume.readAt(batches.position(), bytes);
        RecordBatch batch = MemoryRecords.readableRecords(bytes.flip()).firstBatch();
        try (CloseableIterator<Record> records = batch.streamingIterator(BufferSupplier.NO_CACHING)) {
            while (records.hasNext()) {
                Record record = records.next();
                if (record.timestamp() >= timestamp && record.offset() >= fromOffset) {
                    return new TimestampedOffset(record.offset(), record.timestamp());
                }
            }
            return null;
        } catch (RuntimeException undecodable) {
            // A producer's nonsense under a right CRC: whoever reads from the batch on misses nothing, and finds out.
            return new TimestampedOffset(Math.max(fromOffset, batch.baseOffset()), batch.maxTimestamp());
        }
    }

    private static long maxTimestamp(FileVolume volume, BatchScanner batches, long fromOffset) throws IOException {
        BatchHeader header = batches.header();
        if (header.baseOffset() >= fromOffset) {
            return header.maxRecordTimestamp();
        }
        long max = Long.MIN_VALUE;
        ByteBuffer bytes = ByteBuffer.allocate(batches.size());
        volume.readAt(batches.position(), bytes);
        RecordBatch batch = MemoryRecords.readableRecords(bytes.flip()).firstBatch();
        try (CloseableIterator<Record> records = batch.streamingIterator(BufferSupplier.NO_CACHING)) {
            while (records.hasNext()) {
                Record record = records.next();
                if (record.offset() >= fromOffset) {
                    max = Math.max(max, record.timestamp());
                }
            }
            return max;
        } catch (RuntimeException undecodable) {
            return batch.maxTimestamp();
        }
    }

    private OpenCache.Lease<FileVolume> leaseVolume(Segment segment) throws IOException {
        OpenCache.Lease<FileVolume> lease = volumes.lease(segment, () -> new FileVolume(segment.open(files)));
        if (segment.isDeleted()) {
            // Deleted between the caller's look and ours: what we opened must not stay open for ever.
            forget(segment);
        }
        return lease;
    }

    private OpenCache.Lease<SegmentIndex> leaseIndex(Segment segment) throws IOException {
        MemoryIndex inMemory = segment.memoryIndex();
        if (inMemory != null) {
            return OpenCache.Lease.of(inMemory);
        }
        OpenCache.Lease<SegmentIndex> lease = indexes.lease(segment, () -> openIndex(segment));
        if (segment.isDeleted()) {
            forget(segment);
        }
        return lease;
    }

    private SegmentIndex openIndex(Segment segment) throws IOException {
        if (segment.visibleBytes() == 0) {
            return new MemoryIndex(segment.baseOffset());
        }
        TableIndex stored = segment.whileThere(() -> indexFiles.open(segment, segment.visibleBytes()));
        if (stored != null) {
            return stored;
        }
        MemoryIndex rebuilt = rebuild(segment);
        LOG.infof("The index of %s was missing or damaged and has been made again", segment.file());
        try {
            stored = segment.whileThere(() -> {
                indexFiles.write(segment, rebuilt, segment.visibleBytes());
                return indexFiles.open(segment, segment.visibleBytes());
            });
        } catch (IOException e) {
            LOG.warnf("The index of %s cannot be written (%s) and stays in memory", segment.file(), e);
        }
        return stored == null ? rebuilt : stored;
    }

    private MemoryIndex rebuild(Segment segment) throws IOException {
        try (OpenCache.Lease<FileVolume> volume = leaseVolume(segment)) {
            MemoryIndex index = new MemoryIndex(segment.baseOffset());
            BatchScanner batches = new BatchScanner(volume.value(), 0, segment.visibleBytes(), BatchScanner.WIDE);
            // What is out of order is damaged; readers are told of that when they get there.
            long next = segment.baseOffset();
            while (batches.next() && batches.header().baseOffset() >= next) {
                BatchHeader header = batches.header();
                next = header.lastOffset() + 1;
                index.add(header.baseOffset(), (int) batches.position(), header.maxRecordTimestamp());
            }
            return index;
        }
    }
}
