package org.ordertracking.broker.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.apache.kafka.common.errors.OffsetOutOfRangeException;
import org.jboss.logging.Logger;

/**
 * The end of a log where records are taken away: moves the start offset forward and deletes the segments that lie before it as a whole.
 * Keeps the log's {@link LogCheckpoint}. Only the log's thread calls it, but for what says otherwise.
 *
 * <p>A move is durable (see {@link CheckpointFile}) before anybody sees it, so no reader is told that records are gone which a restart
 * brings back. The files follow in the background; what is left of them after a crash goes with the next start.
 */
final class LogFront {

    private static final Logger LOG = Logger.getLogger(LogFront.class);

    private final TopicIdPartition id;
    private final LogEnvironment environment;
    private final LogView view;
    private final LogWriter writer;
    private final CheckpointFile checkpoint;
    private volatile long compactedUpTo;

    LogFront(TopicIdPartition id, Path directory, LogEnvironment environment, LogView view, LogWriter writer)
            throws IOException {
        this.id = id;
        this.environment = environment;
        this.view = view;
        this.writer = writer;
        this.checkpoint = new CheckpointFile(directory, environment.files());
        this.compactedUpTo = checkpoint.read().compactedUpTo();
    }

    /** The first offset that no compaction has looked at; may lie before the start offset. Any thread may ask. */
    long compactedUpTo() {
        return compactedUpTo;
    }

    /** Takes note of how far the log is compacted, durably. */
    void compactedUpTo(long offset) {
        writer.health().requireWritable();
        try {
            checkpoint.write(new LogCheckpoint(view.startOffset(), offset));
        } catch (IOException e) {
            throw writer.health().refused("how far it is compacted cannot be noted", e);
        }
        compactedUpTo = offset;
    }

    /**
     * Makes an offset the first one; nothing happens when the log begins there or later.
     *
     * @return whether the start has moved
     * @throws OffsetOutOfRangeException when the offset is negative or beyond the high watermark
     * @throws KafkaStorageException when the disk refuses, or the log takes no changes
     */
    boolean moveTo(long offset) {
        if (offset < 0 || offset > view.highWatermark()) {
            throw new OffsetOutOfRangeException("Partition " + id + ": records cannot be deleted up to offset " + offset
                    + "; the log holds " + view.startOffset() + " to " + view.highWatermark());
        }
        if (offset <= view.startOffset()) {
            return false;
        }
        // Or a power cut could leave a log that ends before it begins.
        writer.force();
        try {
            checkpoint.write(new LogCheckpoint(offset, compactedUpTo));
        } catch (IOException e) {
            throw writer.health().refused("its start cannot be moved to offset " + offset, e);
        }
        view.moveStart(offset);
        deleteWhatIsBefore();
        return true;
    }

    /**
     * Makes an offset the first one because all before it has expired. When that is all there is, the active segment is rolled, so that it
     * can go, too; what was appended since the offset was found stays.
     *
     * @return whether the start has moved
     */
    boolean expire(long offset) {
        Segment[] segments = view.segments();
        long activeBase = segments[segments.length - 1].baseOffset();
        if (offset <= activeBase) {
            return moveTo(offset);
        }
        if (writer.endOffset() != offset) {
            return moveTo(activeBase);
        }
        writer.roll();
        return moveTo(offset);
    }

    private void deleteWhatIsBefore() {
        List<Segment> gone = view.dropBeforeStart();
        for (Segment segment : gone) {
            segment.markDeleted();
            environment.reader().forget(segment);
            environment.counters().segmentDeleted(segment.visibleBytes());
        }
        if (!gone.isEmpty()) {
            LOG.infof(
                    "Partition %s begins at offset %d now: deleted %d segments from offset %d on",
                    id, view.startOffset(), gone.size(), gone.get(0).baseOffset());
            environment.upkeep().execute(() -> gone.forEach(this::deleteFiles));
        }
    }

    private void deleteFiles(Segment segment) {
        try {
            segment.deleteFiles(environment.files());
        } catch (IOException e) {
            LOG.warnf("%s cannot be deleted (%s); the next start will try again", segment.file(), e);
        }
    }
}
