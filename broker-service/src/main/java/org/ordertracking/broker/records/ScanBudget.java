package org.ordertracking.broker.records;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How much a search may still look at. One that has used it up says so, with where it stopped, and can be taken up from there.
 *
 * <p>Any thread may {@link #cancel} it; all else is for the one that searches.
 */
public final class ScanBudget {
    private final LongSupplier nanoClock;
    private final long deadline;
    private final long maxRecords;
    private final long maxBytes;
    private long records;
    private long bytes;
    private volatile boolean cancelled;

    /**
     * @param nanoClock as {@link System#nanoTime}
     * @param time from now on
     * @param maxRecords how many records may be looked at
     * @param maxBytes of keys and values
     */
    public ScanBudget(LongSupplier nanoClock, Duration time, long maxRecords, long maxBytes) {
        this.nanoClock = nanoClock;
        this.deadline = nanoClock.getAsLong() + time.toNanos();
        this.maxRecords = maxRecords;
        this.maxBytes = maxBytes;
    }

    /** Counts a record that was looked at. */
    public void spend(StoredRecord record) {
        records++;
        bytes += record.contentBytes();
    }

    /** Whether the search has to end. */
    public boolean isSpent() {
        return cancelled || records >= maxRecords || bytes >= maxBytes || nanoClock.getAsLong() - deadline >= 0;
    }

    /** Ends the search with its next record. */
    public void cancel() {
        cancelled = true;
    }

    /** Records that were looked at. */
    public long records() {
        return records;
    }

    /** Bytes of their keys and values. */
    public long bytes() {
        return bytes;
    }
}
