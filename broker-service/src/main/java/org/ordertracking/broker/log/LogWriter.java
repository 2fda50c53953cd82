package org.ordertracking.broker.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.record.TimestampType;
import org.jboss.logging.Logger;

/**
 * The writing half of a log: assigns offsets, appends to the active segment, rolls to a new one, forces, publishes. One thread at a time,
 * the log's own; readers look at {@link LogView}, which {@link #publish()} moves.
 *
 * <p>Three ends follow each other: {@code size} is what is written, {@code dirty} tells whether all of it is forced, and the view's high
 * watermark is what readers may see. An append that fails leaves all three, and the file, where they were.
 */
final class LogWriter {

    private static final Logger LOG = Logger.getLogger(LogWriter.class);

    /** How often producers are looked through for expired ones. */
    private static final long EXPIRY_CHECK_MILLIS = Duration.ofMinutes(10).toMillis();

    private final TopicIdPartition id;
    private final Path directory;
    private final LogFiles files;
    private final InstantSource clock;
    private final LogCounters counters;
    private final long producerExpirationMillis;
    private final LogView view;
    private final ProducerStates producers;
    private final BatchValidator validator;
    private final BatchHeader header = new BatchHeader();

    private volatile LogSettings settings;
    private volatile long endOffset;
    private Segment active;
    private FileVolume volume;
    private MemoryIndex index;
    private int size;
    private long firstAppendMillis;
    private boolean dirty;
    private boolean refusedByDisk;
    private int unreportedBytes;
    private long nextExpiryCheck;

    LogWriter(
            TopicIdPartition id,
            Path directory,
            LogEnvironment environment,
            LogSettings settings,
            LogView view,
            RecoveredLog recovered) {
        this.id = id;
        this.directory = directory;
        this.files = environment.files();
        this.clock = environment.clock();
        this.counters = environment.counters();
        this.producerExpirationMillis =
                environment.config().producerExpiration().toMillis();
        this.settings = settings;
        this.view = view;
        this.producers = recovered.producers();
        this.validator = new BatchValidator(id);
        this.active = recovered.active();
        this.index = active.memoryIndex();
        this.volume = recovered.volume();
        this.size = active.visibleBytes();
        this.endOffset = view.highWatermark();
        this.firstAppendMillis = recovered.firstAppendMillis();
        this.nextExpiryCheck = clock.millis() + EXPIRY_CHECK_MILLIS;
    }

    /** One past the last record written. Any thread may ask. */
    long endOffset() {
        return endOffset;
    }

    LogSettings settings() {
        return settings;
    }

    /** Any thread may set; the next append obeys. */
    void configure(LogSettings changed) {
        settings = changed;
    }

    /** Whether something is written that is not forced. */
    boolean isDirty() {
        return dirty;
    }

    ProducerStates producers() {
        return producers;
    }

    /**
     * Validates batches, assigns their offsets in place and writes them. Readers see them after {@link #publish()}.
     *
     * @throws org.apache.kafka.common.errors.ApiException the log is then as it was before
     */
    Appended append(MemoryRecords records, AppendOrigin origin) {
        requireWritable();
        LogSettings current = settings;
        ByteBuffer bytes = records.buffer();
        long now = clock.millis();
        expireProducers(now);
        int batches = 0;
        long offset = endOffset;
        for (int at = bytes.position(); at < bytes.limit() || batches == 0; batches++) {
            at += validator.validate(bytes, at, header, origin, current);
            offset += header.lastOffsetDelta() + 1L;
        }
        if (bytes.remaining() > current.segmentBytes()) {
            throw new RecordBatchTooLargeException("Partition " + id + ": " + bytes.remaining()
                    + " bytes in one request are more than segment.bytes (" + current.segmentBytes() + ") allows");
        }
        Appended duplicate = checkProducers(bytes, batches, origin);
        if (duplicate != null) {
            return duplicate;
        }
        rollBefore(bytes.remaining(), offset - 1, now, current);
        long appendTime = current.timestampType() == TimestampType.LOG_APPEND_TIME ? now : RecordBatch.NO_TIMESTAMP;
        assignOffsets(bytes, appendTime);
        write(bytes);
        Appended appended = new Appended(endOffset, offset - 1, appendTime, view.startOffset(), false);
        takeNote(bytes, offset, now);
        counters.appended(batches, bytes.remaining());
        return appended;
    }

    /**
     * Forces what was written to the disk.
     *
     * @throws KafkaStorageException and the log is in state FAILED: what was written may be lost, and nobody can tell
     */
    void force() {
        requireWritable();
        if (dirty) {
            long start = System.nanoTime();
            try {
                volume.force();
            } catch (IOException e) {
                throw fail("the disk did not sync " + active.file(), e);
            }
            counters.flushed(System.nanoTime() - start);
            dirty = false;
        }
    }

    /** Lets readers see all that was written. */
    void publish() {
        active.publish(size);
        view.advance(endOffset);
    }

    /** How many bytes have become visible since the last call. */
    int takeUnreportedBytes() {
        int bytes = unreportedBytes;
        unreportedBytes = 0;
        return bytes;
    }

    /** Seals the active segment and begins a new one; does nothing when the active one is empty. */
    void roll() {
        requireWritable();
        if (size == 0) {
            return;
        }
        force();
        publish();
        FileVolume nextVolume;
        Segment next;
        try {
            next = new Segment(directory, endOffset, 0, new MemoryIndex(endOffset));
            nextVolume = new FileVolume(files.openForWriting(next.file()));
        } catch (IOException e) {
            throw refused("cannot begin a segment in " + directory, e);
        }
        try {
            files.syncDirectory(directory);
        } catch (IOException e) {
            nextVolume.close();
            throw fail("the disk did not sync " + directory, e);
        }
        volume.close();
        volume = nextVolume;
        active = next;
        index = next.memoryIndex();
        size = 0;
        view.add(next);
    }

    /** Something went wrong that nobody expected: stop writing rather than guess. */
    KafkaStorageException fail(String what, Throwable cause) {
        counters.writeFailed();
        if (view.state() == LogView.State.WRITABLE) {
            view.fail(what);
            LOG.errorf(
                    cause,
                    "Partition %s takes no more writes until a restart: %s. What was read before stays readable from offset %d to %d",
                    id,
                    what,
                    view.startOffset(),
                    view.highWatermark());
        }
        return new KafkaStorageException("Partition " + id + " takes no more writes: " + what, cause);
    }

    void close() throws IOException {
        volume.close();
    }

    private void requireWritable() {
        switch (view.state()) {
            case WRITABLE -> {}
            case FAILED ->
                throw new KafkaStorageException(
                        "Partition " + id + " takes no more writes until a restart: " + view.failure());
            case CLOSED -> throw new KafkaStorageException("Partition " + id + " is closed");
            case DELETED -> throw new UnknownTopicOrPartitionException("Partition " + id + " was deleted");
        }
    }

    private Appended checkProducers(ByteBuffer bytes, int batches, AppendOrigin origin) {
        for (int at = bytes.position(); at < bytes.limit(); at += (int) header.sizeInBytes()) {
            header.at(bytes, at);
            if (!header.hasProducerId()) {
                continue;
            }
            if (batches > 1) {
                throw new InvalidRecordException("Partition " + id + ": " + batches
                        + " batches in one append; with a producer id there may be only one");
            }
            ProducerState.Batch duplicate = producers.duplicateOf(header);
            if (duplicate != null && origin == AppendOrigin.CLIENT) {
                long appendTime = settings.timestampType() == TimestampType.LOG_APPEND_TIME
                        ? duplicate.timestamp()
                        : RecordBatch.NO_TIMESTAMP;
                return new Appended(
                        duplicate.firstOffset(), duplicate.lastOffset(), appendTime, view.startOffset(), true);
            }
            producers.check(header, origin);
        }
        return null;
    }

    private void rollBefore(int bytes, long lastOffset, long now, LogSettings current) {
        if (size > 0
                && (size > current.segmentBytes() - bytes
                        || now - firstAppendMillis >= current.segmentMillis()
                        || lastOffset - active.baseOffset() > Integer.MAX_VALUE)) {
            roll();
        }
        if (lastOffset - active.baseOffset() > Integer.MAX_VALUE) {
            throw new InvalidRecordException("Partition " + id + ": the batches of one append claim more than "
                    + Integer.MAX_VALUE + " records");
        }
        if (size == 0) {
            firstAppendMillis = now;
        }
    }

    private void assignOffsets(ByteBuffer bytes, long appendTime) {
        long offset = endOffset;
        for (int at = bytes.position(); at < bytes.limit(); at += (int) header.sizeInBytes()) {
            header.at(bytes, at);
            header.setBaseOffset(offset);
            header.setLeaderEpoch(0);
            if (appendTime != RecordBatch.NO_TIMESTAMP) {
                header.setLogAppendTime(appendTime);
                header.seal();
            }
            offset = header.lastOffset() + 1;
        }
    }

    private void write(ByteBuffer bytes) {
        dirty = true;
        try {
            volume.writeAt(size, bytes.duplicate());
        } catch (IOException e) {
            try {
                volume.truncateTo(size);
            } catch (IOException alsoFailed) {
                e.addSuppressed(alsoFailed);
                throw fail("cannot write to " + active.file() + " nor cut off the torn rest", e);
            }
            throw refused("cannot write to " + active.file(), e);
        }
        if (refusedByDisk) {
            refusedByDisk = false;
            LOG.infof("Partition %s: writing works again", id);
        }
    }

    private void takeNote(ByteBuffer bytes, long nextOffset, long now) {
        try {
            for (int at = bytes.position(); at < bytes.limit(); at += (int) header.sizeInBytes()) {
                header.at(bytes, at);
                index.add(header.baseOffset(), size + at - bytes.position(), header.maxTimestamp());
                producers.appended(header, header.lastOffset(), now);
            }
        } catch (RuntimeException | Error e) {
            throw fail("the index of what was written could not be kept", e);
        }
        size += bytes.remaining();
        unreportedBytes += bytes.remaining();
        endOffset = nextOffset;
    }

    private KafkaStorageException refused(String what, IOException cause) {
        counters.writeFailed();
        if (!refusedByDisk) {
            refusedByDisk = true;
            LOG.warnf("Partition %s: %s (%s); appends fail until the disk takes them", id, what, cause);
        }
        return new KafkaStorageException("Partition " + id + ": " + what + ": " + cause.getMessage(), cause);
    }

    private void expireProducers(long now) {
        if (now >= nextExpiryCheck) {
            nextExpiryCheck = now + EXPIRY_CHECK_MILLIS;
            producers.expire(now - producerExpirationMillis);
        }
    }
}
