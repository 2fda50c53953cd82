package org.ordertracking.broker.log;

import java.io.IOException;
import java.util.Map;
import org.mapdb.DBException;
import org.mapdb.Serializer;
import org.mapdb.SortedTableMap;
import org.mapdb.serializer.GroupSerializer;

/**
 * A {@link SegmentIndex} on the disk, for a sealed segment: two of MapDB's read-only tables, one from offsets (relative to the segment's
 * base) to positions, one from timestamps to positions. {@link IndexFiles} writes and checks the files.
 */
final class TableIndex implements SegmentIndex {

    static final GroupSerializer<Integer> OFFSETS = Serializer.INTEGER;
    static final GroupSerializer<Integer> POSITIONS = Serializer.INTEGER;
    static final GroupSerializer<Long> TIMESTAMPS = Serializer.LONG;

    /** Small pages: MapDB keeps one key per page in memory and reads a page's nodes one by one. */
    static final int PAGE_BYTES = 4096;

    private final long baseOffset;
    private final long maxTimestamp;
    private final FileVolume offsetVolume;
    private final FileVolume timeVolume;
    private final SortedTableMap<Integer, Integer> offsets;
    private final SortedTableMap<Long, Integer> times;

    /** Takes over volumes whose contents have been checked. */
    TableIndex(long baseOffset, long maxTimestamp, FileVolume offsetVolume, FileVolume timeVolume) throws IOException {
        this.baseOffset = baseOffset;
        this.maxTimestamp = maxTimestamp;
        this.offsetVolume = offsetVolume;
        this.timeVolume = timeVolume;
        try {
            this.offsets = SortedTableMap.open(offsetVolume, OFFSETS, POSITIONS);
            this.times = SortedTableMap.open(timeVolume, TIMESTAMPS, POSITIONS);
        } catch (DBException e) {
            throw unreadable(e);
        }
    }

    @Override
    public int positionOf(long offset) throws IOException {
        int relative = (int) Math.min(Integer.MAX_VALUE, offset - baseOffset);
        try {
            return position(offsets.findLower(relative, true));
        } catch (DBException e) {
            throw unreadable(e);
        }
    }

    @Override
    public int positionBefore(long timestamp) throws IOException {
        try {
            return position(times.findLower(timestamp, false));
        } catch (DBException e) {
            throw unreadable(e);
        }
    }

    @Override
    public long maxTimestamp() {
        return maxTimestamp;
    }

    /** Finding a boundary would cost a search on the disk. */
    @Override
    public int boundaryAtOrBefore(int position) {
        return position;
    }

    @Override
    public boolean isOpen() {
        return offsetVolume.isOpen() && timeVolume.isOpen();
    }

    @Override
    public void close() {
        offsetVolume.close();
        timeVolume.close();
    }

    private static int position(Map.Entry<?, Integer> entry) {
        return entry == null ? 0 : entry.getValue();
    }

    private static IOException unreadable(DBException cause) {
        return cause.getCause() instanceof IOException io ? io : new IOException("The index cannot be read", cause);
    }
}
