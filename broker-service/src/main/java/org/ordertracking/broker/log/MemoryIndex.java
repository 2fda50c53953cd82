package org.ordertracking.broker.log;

import java.util.Arrays;

/**
 * A {@link SegmentIndex} in memory, for the segment that is being written: one entry per {@link SegmentIndex#INTERVAL} bytes, 16 bytes
 * each. One thread adds, any thread searches: an entry is visible once {@code count} says so.
 */
final class MemoryIndex implements SegmentIndex {

    private static final int INITIAL_ENTRIES = 16;

    private final long baseOffset;
    /** Relative offset in the upper half, position in the lower; both grow. */
    private volatile long[] places = new long[INITIAL_ENTRIES];
    /** The largest timestamp before each place; never falls. */
    private volatile long[] timestamps = new long[INITIAL_ENTRIES];

    private volatile int count;
    private volatile long maxTimestamp = Long.MIN_VALUE;

    MemoryIndex(long baseOffset) {
        this.baseOffset = baseOffset;
    }

    /** Takes note of a batch; batches must come in the order of the file. */
    void add(long batchBaseOffset, int position, long batchMaxTimestamp) {
        int n = count;
        if (n == 0 || position - position(places[n - 1]) >= INTERVAL) {
            addPlace((batchBaseOffset - baseOffset) << 32 | position, maxTimestamp);
        }
        if (batchMaxTimestamp > maxTimestamp) {
            maxTimestamp = batchMaxTimestamp;
        }
    }

    /** Restores what was {@linkplain #place stored}. */
    void addPlace(long place, long timestampBefore) {
        int n = count;
        if (n == places.length) {
            places = Arrays.copyOf(places, 2 * n);
            timestamps = Arrays.copyOf(timestamps, 2 * n);
        }
        places[n] = place;
        timestamps[n] = timestampBefore;
        count = n + 1;
    }

    void restoreMaxTimestamp(long timestamp) {
        maxTimestamp = timestamp;
    }

    @Override
    public int positionOf(long offset) {
        int n = count;
        long[] current = places;
        long relative = offset - baseOffset;
        int low = 0;
        int high = n - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (relativeOffset(current[middle]) <= relative) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high < 0 ? 0 : position(current[high]);
    }

    @Override
    public int positionBefore(long timestamp) {
        int n = count;
        long[] current = timestamps;
        int low = 0;
        int high = n - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (current[middle] < timestamp) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high < 0 ? 0 : position(places[high]);
    }

    @Override
    public int boundaryAtOrBefore(int position) {
        int n = count;
        long[] current = places;
        int low = 0;
        int high = n - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (position(current[middle]) <= position) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high < 0 ? 0 : position(current[high]);
    }

    @Override
    public long maxTimestamp() {
        return maxTimestamp;
    }

    int count() {
        return count;
    }

    /** Relative offset in the upper half, position in the lower. */
    long place(int entry) {
        return places[entry];
    }

    long timestampBefore(int entry) {
        return timestamps[entry];
    }

    static int relativeOffset(long place) {
        return (int) (place >>> 32);
    }

    static int position(long place) {
        return (int) place;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {
        // Memory only.
    }
}
