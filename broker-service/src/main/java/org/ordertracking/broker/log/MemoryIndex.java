package org.ordertracking.broker.log;

import java.util.Arrays;

/**
 * A {@link SegmentIndex} in memory, for the segment that is being written: one entry per {@link SegmentIndex#INTERVAL} bytes, 16 bytes
 * each. Of a segment that outgrows {@link #MOST_ENTRIES} the older entries are thinned out evenly, so that the memory for a log does not
 * grow with what it retains; the newest, where consumers read, stay as dense as ever.
 *
 * <p>One thread adds, any thread searches: an entry is visible once the count of its entries says so.
 */
final class MemoryIndex implements SegmentIndex {

    /** 64 KiB for a log. At 1 GiB the older entries are about 1 MiB apart. */
    static final int MOST_ENTRIES = 4096;

    private static final int NEVER_THINNED = MOST_ENTRIES / 4;
    private static final int INITIAL_ENTRIES = 16;

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

        private void append(long place, long timestampBefore) {
            places[count] = place;
            timestamps[count] = timestampBefore;
            count++;
        }
    }

    private final long baseOffset;
    private volatile Entries entries = new Entries(new long[INITIAL_ENTRIES], new long[INITIAL_ENTRIES], 0);
    private volatile long maxTimestamp = Long.MIN_VALUE;

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
        long relative = offset - baseOffset;
        int low = 0;
        int high = current.count - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (relativeOffset(current.places[middle]) <= relative) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high < 0 ? 0 : position(current.places[high]);
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
