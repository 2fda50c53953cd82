package org.ordertracking.broker.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.common.IsolationLevel;

/**
 * What readers of one log see. The log's thread changes it, any thread reads it without a lock: a reader takes the high watermark first and
 * the segments after, so the segments it finds hold at least what the watermark promised. It takes the start offset last: segments are taken
 * away only after the start has moved, so an offset that is in range then is one whose segment was there.
 */
final class LogView {

    /** @see PartitionLog */
    enum State {
        WRITABLE,
        FAILED,
        CLOSED,
        DELETED
    }

    private volatile State state = State.WRITABLE;
    private volatile String failure;
    private volatile long highWatermark;
    private volatile long lastStableOffset;
    private volatile long startOffset;
    /** In the order of their base offsets; the last is the active one; never empty. The array is replaced, never changed. */
    private volatile Segment[] segments;

    LogView(List<Segment> segments, long startOffset, long highWatermark, long lastStableOffset) {
        this.segments = segments.toArray(Segment[]::new);
        this.startOffset = startOffset;
        this.highWatermark = highWatermark;
        this.lastStableOffset = lastStableOffset;
    }

    State state() {
        return state;
    }

    /** Why the log is in state FAILED; {@code null} in any other. */
    String failure() {
        return failure;
    }

    long highWatermark() {
        return highWatermark;
    }

    /** Where the oldest transaction begins that is undecided; the high watermark when none is. */
    long lastStableOffset() {
        // What a transaction had written before the start is not there to be decided on.
        return Math.max(lastStableOffset, startOffset);
    }

    /** One past the last record that readers of an isolation level may see. */
    long readableEnd(IsolationLevel isolation) {
        return isolation == IsolationLevel.READ_COMMITTED ? lastStableOffset() : highWatermark;
    }

    Segment[] segments() {
        return segments;
    }

    /** The first offset that may be read; in the first segment, or where that begins. */
    long startOffset() {
        return startOffset;
    }

    /** Index of the last segment that begins at or before an offset, or 0. */
    static int indexOf(Segment[] segments, long offset) {
        int low = 0;
        int high = segments.length - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (segments[middle].baseOffset() <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /**
     * The aborted transactions that have records in a range of offsets.
     *
     * @param upTo the first offset behind the range
     */
    static List<AbortedTransaction> abortedTransactions(Segment[] segments, long from, long upTo) {
        List<AbortedTransaction> found = new ArrayList<>(0);
        for (int i = indexOf(segments, from); i < segments.length; i++) {
            if (!segments[i].aborted().collect(from, upTo, found::add)) {
                break;
            }
        }
        return found;
    }

    /** Whether segments are still there, one behind the other. */
    boolean holds(List<Segment> run) {
        return Collections.indexOfSubList(Arrays.asList(segments), run) >= 0;
    }

    /** Puts one segment in the place of a run of others that are there. */
    void replace(List<Segment> run, Segment replacement) {
        List<Segment> changed = new ArrayList<>(Arrays.asList(segments));
        int at = Collections.indexOfSubList(changed, run);
        changed.subList(at, at + run.size()).clear();
        changed.add(at, replacement);
        segments = changed.toArray(Segment[]::new);
    }

    void add(Segment segment) {
        Segment[] current = segments;
        Segment[] longer = Arrays.copyOf(current, current.length + 1);
        longer[current.length] = segment;
        segments = longer;
    }

    /** The high watermark first: a reader that sees the new last stable offset must see that far. */
    void advance(long offset, long stableOffset) {
        highWatermark = offset;
        lastStableOffset = stableOffset;
    }

    void moveStart(long offset) {
        startOffset = offset;
    }

    /** Takes away the segments that end before the start offset, and returns them. The active one stays. */
    List<Segment> dropBeforeStart() {
        Segment[] current = segments;
        List<Segment> dropped = new ArrayList<>();
        while (dropped.size() + 1 < current.length && current[dropped.size() + 1].baseOffset() <= startOffset) {
            dropped.add(current[dropped.size()]);
        }
        if (!dropped.isEmpty()) {
            segments = Arrays.copyOfRange(current, dropped.size(), current.length);
        }
        return dropped;
    }

    /** Appends fail from now on, reads go on. The first reason stays. */
    void fail(String reason) {
        if (state == State.WRITABLE) {
            failure = reason;
            state = State.FAILED;
        }
    }

    void close() {
        if (state != State.DELETED) {
            state = State.CLOSED;
        }
    }

    void delete() {
        state = State.DELETED;
        for (Segment segment : segments) {
            segment.markDeleted();
        }
    }
}
