package org.ordertracking.broker.log;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;

/** What a store's logs have done since it was opened. Values only grow; reading them is cheap and from any thread. */
public final class LogCounters {

    private final LongAdder bytesAppended = new LongAdder();
    private final LongAdder batchesAppended = new LongAdder();
    private final LongAdder recordsAppended = new LongAdder();
    private final LongAdder flushes = new LongAdder();
    private volatile LongConsumer onFlush = nanos -> {};
    private final LongAdder scannedBytes = new LongAdder();
    private final LongAdder truncatedBytes = new LongAdder();
    private final LongAdder compactedBytesRead = new LongAdder();
    private final LongAdder compactedBytesWritten = new LongAdder();
    private volatile long allCompactedMillis = -1;
    private final LongAdder deletedSegments = new LongAdder();
    private final LongAdder deletedBytes = new LongAdder();
    private final LongAdder writeFailures = new LongAdder();

    LogCounters() {}

    /** Bytes of record batches written. */
    public long bytesAppended() {
        return bytesAppended.sum();
    }

    /** Record batches written. */
    public long batchesAppended() {
        return batchesAppended.sum();
    }

    /** Records in them, transaction markers included. */
    public long recordsAppended() {
        return recordsAppended.sum();
    }

    /** Calls of fsync on segment files. */
    public long flushes() {
        return flushes.sum();
    }

    /**
     * Tells how long each sync of a segment file takes from now on.
     *
     * @param observer of nanoseconds; called on log threads, so it must be quick
     */
    public void observeFlushes(LongConsumer observer) {
        onFlush = observer;
    }

    /** Bytes checked by recovery because their log was not closed cleanly. */
    public long scannedBytes() {
        return scannedBytes.sum();
    }

    /** Bytes cut off by recovery because they were torn or damaged. */
    public long truncatedBytes() {
        return truncatedBytes.sum();
    }

    /** Bytes of segments that compaction has copied from. */
    public long compactedBytesRead() {
        return compactedBytesRead.sum();
    }

    /** Bytes that compaction has kept of them. */
    public long compactedBytesWritten() {
        return compactedBytesWritten.sum();
    }

    /** When all logs that were due had been compacted the last time, in milliseconds of the epoch; −1 when never yet. */
    public long allCompactedMillis() {
        return allCompactedMillis;
    }

    /** Segments deleted because they had expired or their records were deleted. */
    public long deletedSegments() {
        return deletedSegments.sum();
    }

    /** Bytes in those segments. */
    public long deletedBytes() {
        return deletedBytes.sum();
    }

    /** Writes and fsyncs that the disk refused. */
    public long writeFailures() {
        return writeFailures.sum();
    }

    void appended(long batches, long records, long bytes) {
        recordsAppended.add(records);
        batchesAppended.add(batches);
        bytesAppended.add(bytes);
    }

    void flushed(long nanos) {
        flushes.increment();
        onFlush.accept(nanos);
    }

    void scanned(long bytes) {
        scannedBytes.add(bytes);
    }

    void truncated(long bytes) {
        truncatedBytes.add(bytes);
    }

    void compacted(long read, long written) {
        compactedBytesRead.add(read);
        compactedBytesWritten.add(written);
    }

    void allCompacted(long now) {
        allCompactedMillis = now;
    }

    void segmentDeleted(long bytes) {
        deletedSegments.increment();
        deletedBytes.add(bytes);
    }

    void writeFailed() {
        writeFailures.increment();
    }
}
