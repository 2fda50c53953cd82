package org.ordertracking.broker.log;

import java.io.IOException;

/**
 * The sparse index of one segment: finds a place in the file from which a batch is reached in a short scan. Any thread may ask.
 */
interface SegmentIndex extends AutoCloseable {

    /** Bytes of log between two entries, at least. */
    int INTERVAL = 4096;

    /** The position of a batch at or before the one that holds an offset, or 0. */
    int positionOf(long offset) throws IOException;

    /** A position before which every batch's largest timestamp is smaller than the one given, or 0. */
    int positionBefore(long timestamp) throws IOException;

    /** The largest timestamp of any batch in the segment; {@link Long#MIN_VALUE} without a batch. */
    long maxTimestamp();

    /** The last place at or before a position where a batch is known to begin, if that costs nothing to find; else the position itself. */
    int boundaryAtOrBefore(int position);

    /** Whether the index can still be asked. */
    boolean isOpen();

    @Override
    void close();
}
