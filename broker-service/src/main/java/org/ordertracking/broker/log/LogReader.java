package org.ordertracking.broker.log;

import java.io.IOException;
import java.util.Optional;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.apache.kafka.common.errors.OffsetOutOfRangeException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The reading half of a log: finds what {@link LogView} shows. Any thread may ask; what each method promises stands in {@link PartitionLog}. */
final class LogReader {

    private final TopicIdPartition id;
    private final LogView view;
    private final SegmentReader segments;

    LogReader(TopicIdPartition id, LogView view, SegmentReader segments) {
        this.id = id;
        this.view = view;
        this.segments = segments;
    }

    /** @see PartitionLog#read(long, IsolationLevel, int, boolean) */
    LogSlice read(long offset, IsolationLevel isolation, int maxBytes, boolean atLeastOneBatch) {
        return look(() -> {
            long end = view.readableEnd(isolation);
            Segment[] found = view.segments();
            requireInRange(offset);
            if (offset >= end) {
                return LogSlice.empty();
            }
            for (int i = LogView.indexOf(found, offset); i < found.length; i++) {
                if (found[i].baseOffset() >= end) {
                    return LogSlice.empty();
                }
                // Also where nothing is undecided: a transaction may begin, and be visible, before the segment is read.
                boolean bounded = isolation == IsolationLevel.READ_COMMITTED && holds(found, i, end);
                long upTo = bounded ? end : Long.MAX_VALUE;
                LogSlice slice = segments.slice(found[i], offset, upTo, maxBytes, atLeastOneBatch);
                if (slice != null) {
                    return slice.seenAmong(found);
                }
            }
            return LogSlice.empty();
        });
    }

    /** @see PartitionLog#readFromMemory */
    LogSlice readFromMemory(long offset, IsolationLevel isolation, int maxBytes) {
        requireReadable();
        long end = view.readableEnd(isolation);
        Segment[] found = view.segments();
        requireInRange(offset);
        if (offset >= end) {
            return LogSlice.empty();
        }
        int i = LogView.indexOf(found, offset);
        boolean committed = isolation == IsolationLevel.READ_COMMITTED;
        if (committed && !LogView.abortedTransactions(found, offset, end).isEmpty()) {
            // Which of them concern the slice is known once its last batch has been looked at.
            return null;
        }
        long upTo = committed && holds(found, i, end) ? end : Long.MAX_VALUE;
        LogSlice slice = segments.sliceFromMemory(found[i], offset, upTo, maxBytes);
        return slice == null ? null : slice.seenAmong(found);
    }

    /** @see PartitionLog#offsetForTimestamp */
    Optional<TimestampedOffset> offsetForTimestamp(long timestamp) {
        return look(() -> {
            Segment[] found = view.segments();
            long start = view.startOffset();
            for (Segment segment : found) {
                if (segments.maxTimestamp(segment) >= timestamp) {
                    TimestampedOffset first = segments.firstRecordAt(segment, timestamp, start);
                    if (first != null) {
                        return Optional.of(first);
                    }
                }
            }
            return Optional.empty();
        });
    }

    /** @see PartitionLog#offsetOfMaxTimestamp */
    Optional<TimestampedOffset> offsetOfMaxTimestamp() {
        long latest = look(() -> {
            Segment[] found = view.segments();
            long start = view.startOffset();
            long max = Long.MIN_VALUE;
            for (Segment segment : found) {
                max = Math.max(max, segments.maxTimestamp(segment, start));
            }
            return max;
        });
        return latest < 0 ? Optional.empty() : offsetForTimestamp(latest);
    }

    /** @see PartitionLog#bytesFrom */
    long bytesFrom(long offset, IsolationLevel isolation) {
        long end = view.readableEnd(isolation);
        if (offset >= end) {
            return 0;
        }
        return Math.max(1, bytesFrom(offset) - bytesFrom(end));
    }

    private long bytesFrom(long offset) {
        if (offset >= view.highWatermark()) {
            return 0;
        }
        Segment[] found = view.segments();
        int first = LogView.indexOf(found, offset);
        MemoryIndex index = found[first].memoryIndex();
        if (index == null && first == found.length - 1) {
            // Sealed since the segments were taken, so there is another behind it by now.
            return bytesFrom(offset);
        }
        long from = Math.max(offset, view.startOffset());
        long bytes = index == null
                ? estimatedBytesFrom(found[first], found[first + 1].baseOffset(), from)
                : (long) found[first].visibleBytes() - index.positionOf(from);
        for (int i = first + 1; i < found.length; i++) {
            bytes += found[i].visibleBytes();
        }
        return bytes;
    }

    /** The index of a sealed segment lies on the disk, so batches are taken to be equally large. */
    private static long estimatedBytesFrom(Segment segment, long end, long offset) {
        long offsets = end - segment.baseOffset();
        long left = end - Math.max(offset, segment.baseOffset());
        return (long) ((double) segment.visibleBytes() * left / offsets);
    }

    /** Whether an offset lies in a segment or behind all of them. */
    private static boolean holds(Segment[] segments, int index, long offset) {
        return index == segments.length - 1 || segments[index + 1].baseOffset() > offset;
    }

    /** Something to be found on the disk, from {@link LogView#segments()} on. */
    @FunctionalInterface
    private interface Look<T> {
        T take() throws IOException;
    }

    /** Looks again when segments have been taken away or replaced under the first look. */
    private <T> T look(Look<T> look) {
        while (true) {
            requireReadable();
            Segment[] before = view.segments();
            try {
                return look.take();
            } catch (IOException e) {
                if (view.segments() == before) {
                    throw unreadable(e);
                }
            }
        }
    }

    /** To be asked after the segments were taken, see {@link LogView}. */
    private void requireInRange(long offset) {
        long highWatermark = view.highWatermark();
        if (offset < view.startOffset() || offset > highWatermark) {
            throw new OffsetOutOfRangeException("Partition " + id + ": offset " + offset + " is not between "
                    + view.startOffset() + " and " + highWatermark);
        }
    }

    private void requireReadable() {
        switch (view.state()) {
            case WRITABLE, FAILED -> {}
            case CLOSED -> throw new KafkaStorageException("Partition " + id + " is closed");
            case DELETED -> throw deleted();
        }
    }

    private RuntimeException unreadable(IOException cause) {
        return view.state() == LogView.State.DELETED
                ? deleted()
                : new KafkaStorageException("Partition " + id + " cannot be read: " + cause.getMessage(), cause);
    }

    private UnknownTopicOrPartitionException deleted() {
        return new UnknownTopicOrPartitionException("Partition " + id + " was deleted");
    }
}
