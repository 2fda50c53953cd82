package org.ordertracking.broker.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.List;

/**
 * A run of record batches in one segment file, as a fetch response carries them. The bytes stay readable until {@link #close()}, even when
 * the segment is deleted meanwhile. Any thread may read; reading may block on the disk.
 *
 * <p>The first byte is the first of a batch; the last may lie inside a batch, which clients skip.
 */
public final class LogSlice implements AutoCloseable {

    private final OpenCache.Lease<FileVolume> lease;
    private final int position;
    private final int length;
    private final Segment[] segments;

    LogSlice(OpenCache.Lease<FileVolume> lease, int position, int length) {
        this(lease, position, length, new Segment[0]);
    }

    private LogSlice(OpenCache.Lease<FileVolume> lease, int position, int length, Segment[] segments) {
        this.segments = segments;
        this.lease = lease;
        this.position = position;
        this.length = length;
    }

    /** A slice without bytes; closing it does nothing. */
    public static LogSlice empty() {
        return new LogSlice(null, 0, 0);
    }

    /**
     * The first bytes of this slice as a slice of their own, which is to be closed in place of this one.
     *
     * @param bytes how many, 0 to {@link #length()}
     */
    public LogSlice first(int bytes) {
        remaining(bytes);
        return bytes == length ? this : new LogSlice(lease, position, bytes, segments);
    }

    /** The same slice, with all segments of the log as they were when it was found; only the result may be used from now on. */
    LogSlice seenAmong(Segment[] found) {
        return new LogSlice(lease, position, length, found);
    }

    /**
     * The aborted transactions that have records in a range of offsets: what a reader of committed records has to pass over. They are those
     * of the time when the slice was found: a compaction since then may have removed records and marker of a transaction, but not from here.
     *
     * @param upTo the first offset behind the range
     */
    public List<AbortedTransaction> abortedTransactions(long from, long upTo) {
        return length == 0 ? List.of() : LogView.abortedTransactions(segments, from, upTo);
    }

    /** How many bytes there are. */
    public int length() {
        return length;
    }

    /** Fills the rest of a buffer with the slice's first bytes, at most {@link #length()}. */
    public void readInto(ByteBuffer target) throws IOException {
        readInto(0, target);
    }

    /**
     * Fills the rest of a buffer with bytes of the slice, or as much of it as the slice has.
     *
     * @param from which byte of the slice comes first, 0 to {@link #length()}
     */
    public void readInto(int from, ByteBuffer target) throws IOException {
        int count = Math.min(remaining(from), target.remaining());
        if (count > 0) {
            int limit = target.limit();
            target.limit(target.position() + count);
            try {
                lease.value().readAt((long) position + from, target);
            } finally {
                target.limit(limit);
            }
        }
    }

    /**
     * Hands bytes to a channel ({@link java.nio.channels.FileChannel#transferTo}), as many as it takes at once.
     *
     * @param from which byte of the slice comes first, 0 to {@link #length()}
     * @return how many bytes the channel took
     */
    public long transferTo(long from, WritableByteChannel target) throws IOException {
        int count = remaining(Math.toIntExact(from));
        return count == 0 ? 0 : lease.value().transferTo(position + from, count, target);
    }

    /** Lets go of the segment. Closing twice is harmless; the slice must not be read afterwards. */
    @Override
    public void close() {
        if (lease != null) {
            lease.close();
        }
    }

    /**
     * One past the last record of the last whole batch. Goes over the headers of all batches, so it costs a read each.
     *
     * @return 0 when there is no whole batch
     */
    public long endOffset() throws IOException {
        if (length == 0) {
            return 0;
        }
        BatchScanner batches = new BatchScanner(lease.value(), position, position + length, BatchScanner.NARROW);
        long end = 0;
        while (batches.next()) {
            end = batches.header().lastOffset() + 1;
        }
        return end;
    }

    private int remaining(int from) {
        if (from < 0 || from > length) {
            throw new IndexOutOfBoundsException("byte " + from + " of a slice of " + length);
        }
        return length - from;
    }
}
