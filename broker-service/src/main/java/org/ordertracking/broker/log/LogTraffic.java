package org.ordertracking.broker.log;

import java.util.concurrent.atomic.LongAdder;

/** What went into a log and out of it since it was opened. Values only grow; any thread may ask. */
public final class LogTraffic {

    // Written by the log's thread alone.
    private volatile long appendedRecords;
    private volatile long appendedBytes;
    private final LongAdder fetchedBytes = new LongAdder();

    LogTraffic() {}

    /** Records appended, transaction markers included. */
    public long appendedRecords() {
        return appendedRecords;
    }

    /** Bytes of the batches appended. */
    public long appendedBytes() {
        return appendedBytes;
    }

    /** Bytes that consumers were given. */
    public long fetchedBytes() {
        return fetchedBytes.sum();
    }

    /** Notes what a consumer is given. */
    public void fetched(long bytes) {
        fetchedBytes.add(bytes);
    }

    void appended(long records, long bytes) {
        appendedRecords = appendedRecords + records;
        appendedBytes = appendedBytes + bytes;
    }
}
