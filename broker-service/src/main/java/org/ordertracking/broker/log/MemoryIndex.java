package org.ordertracking.broker.log;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A {@link SegmentIndex} in memory, for the segment that is being written: one entry per {@link SegmentIndex#INTERVAL} bytes, 16 bytes
 * each. Of a segment that outgrows {@link #MOST_ENTRIES} the older entries are thinned out evenly, so that the memory for a log does not
 * grow with what it retains; the newest, where consumers read, stay as dense as ever. Of the last few batches, however small, it knows
 * where each ends.
 *
 * <p>One thread adds, any thread searches: an entry is visible once the count of its entries says so.
 */
final class MemoryIndex implements SegmentIndex {

    /** What {@link #knownPositionOf} answers when it does not know. */
    static final int UNKNOWN = -1;

    /** 64 KiB for a log. At 1 GiB the older entries are about 1 MiB apart. */
    static final int MOST_ENTRIES = 4096;

    private static final int NEVER_THINNED = MOST_ENTRIES / 4;
    private static final int INITIAL_ENTRIES = 16;

    /** Consumers that keep up are rarely further behind. A power of two. */
    private static final int RECENT_ENDS = 32;

    /** Thinning begins new ones, so that who searches the old ones finds them as they were. */
    private static final class Entries {
        /** Relative offset in the upper half, position in the lower; both grow. */
        private final long[] places;
        /** The largest timestamp before each place; never falls. */
        private final long[] timestamps;

        private volatile int count;

        private Entries(long[] places, long[] timestamps, int count) {
            this.places = places;
            this.timestamps = timestamps;
            this.count = count;
        }

        private Entries withRoom() {
            if (count < places.length) {
                return this;
            }
            if (count == MOST_ENTRIES) {
                return thinned();
            }
            int room = Math.min(MOST_ENTRIES, 2 * count);
            return new Entries(Arrays.copyOf(places, room), Arrays.copyOf(timestamps, room), count);
        }

        private Entries thinned() {
            Entries kept = new Entries(new long[MOST_ENTRIES], new long[MOST_ENTRIES], 0);
            int dense = count - NEVER_THINNED;
            int apart = position(places[dense]) / (MOST_ENTRIES / 2);
            int next = 0;
            for (int i = 0; i < count; i++) {
                if (i >= dense || position(places[i]) >= next) {
                    kept.append(places[i], timestamps[i]);
                    next = position(places[i]) + apart;
                }
            }
            return kept;
        }

        /** The last entry at or before an offset relative to the base, or -1. */
        private int atOrBefore(long relative) {
            int low = 0;
            int high = count - 1;
            while (low <= high) {
                int middle = (low + high) >>> 1;
                if (relativeOffset(places[middle]) <= relative) {
                    low = middle + 1;
                } else {
                    high = middle - 1;
                }
            }
            return high;
        }

        private void append(long place, long timestampBefore) {
            places[count] = place;
            timestamps[count] = timestampBefore;
            count++;
        }
    }

    private final long baseOffset;
    private volatile Entries entries = new Entries(new long[INITIAL_ENTRIES], new long[INITIAL_ENTRIES], 0);
    private volatile long maxTimestamp = Long.MIN_VALUE;

    /**
     * Where the last batches ended, written round and round; made with the first append. Each is a place like the others, and what it says
     * never changes, so who reads one that is just being replaced reads a true one.
     */
    private volatile AtomicLongArray recentEnds;

    private int nextEnd;

    MemoryIndex(long baseOffset) {
        this.baseOffset = baseOffset;
    }

    /** The segment's. */
    long baseOffset() {
        return baseOffset;
    }

    /** Takes note of a batch; batches must come in the order of the file. */
    void add(long batchBaseOffset, int position, long batchMaxTimestamp) {
        Entries current = entries;
        int n = current.count;
        if (n == 0 || position - position(current.places[n - 1]) >= INTERVAL) {
            addPlace((batchBaseOffset - baseOffset) << 32 | position, maxTimestamp);
        }
        if (batchMaxTimestamp > maxTimestamp) {
            maxTimestamp = batchMaxTimestamp;
        }
    }

    /** Takes note of where the last batch added ends, and the next one will begin. */
    void endsAt(long nextOffset, int position) {
        if (recentEnds == null) {
            recentEnds = new AtomicLongArray(RECENT_ENDS);
        }
        recentEnds.setRelease(nextEnd++ & (RECENT_ENDS - 1), (nextOffset - baseOffset) << 32 | position);
    }

    /** Where the batch begins that has a base offset, or will when it is appended; {@link #UNKNOWN} when memory does not tell. */
    int knownPositionOf(long batchBaseOffset) {
        long relative = batchBaseOffset - baseOffset;
        if (relative == 0) {
            return 0;
        }
        AtomicLongArray ends = recentEnds;
        if (ends != null) {
            for (int i = 0; i < RECENT_ENDS; i++) {
                long end = ends.getAcquire(i);
                // No batch ends at position 0: that is an entry without a value yet.
                if (relativeOffset(end) == relative && position(end) > 0) {
                    return position(end);
                }
            }
        }
        Entries current = entries;
        int entry = current.atOrBefore(relative);
        return entry >= 0 && relativeOffset(current.places[entry]) == relative
                ? position(current.places[entry])
                : UNKNOWN;
    }

    /** Restores what was {@linkplain #place stored}. */
    void addPlace(long place, long timestampBefore) {
        Entries roomy = entries.withRoom();
        roomy.append(place, timestampBefore);
        entries = roomy;
    }

    void restoreMaxTimestamp(long timestamp) {
        maxTimestamp = timestamp;
    }

    @Override
    public int positionOf(long offset) {
        Entries current = entries;
        int entry = current.atOrBefore(offset - baseOffset);
        return entry < 0 ? 0 : position(current.places[entry]);
    }

    @Override
    public int positionBefore(long timestamp) {
        Entries current = entries;
        int low = 0;
        int high = current.count - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (current.timestamps[middle] < timestamp) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high < 0 ? 0 : position(current.places[high]);
    }

    @Override
    public int boundaryAtOrBefore(int position) {
        Entries current = entries;
        int low = 0;
        int high = current.count - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (position(current.places[middle]) <= position) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high < 0 ? 0 : position(current.places[high]);
    }

    @Override
    public long maxTimestamp() {
        return maxTimestamp;
    }

    /** How many entries there are; only whoever adds, or waits until nobody does, may ask for them by number. */
    int count() {
        return entries.count;
    }

    /** Relative offset in the upper half, position in the lower. */
    long place(int entry) {
        return entries.places[entry];
    }

    long timestampBefore(int entry) {
        return entries.timestamps[entry];
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
