package org.ordertracking.broker.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.record.TimestampType;
import org.jboss.logging.Logger;

/**
 * The writing half of a log: assigns offsets, appends to the active segment, rolls to a new one, forces, publishes. Only the log's thread
 * calls it, but for what says otherwise; readers look at {@link LogView}, which {@link #publish()} moves.
 *
 * <p>An append that fails leaves the log as it was, in memory and on the disk. When that cannot be had, the log is FAILED: what the states
 * are stands in {@link PartitionLog}.
 */
final class LogWriter {

    private static final Logger LOG = Logger.getLogger(LogWriter.class);

    /** How often producers are looked through for expired ones. */
    private static final long EXPIRY_CHECK_MILLIS = Duration.ofMinutes(10).toMillis();

    private static final int ONLY_LEADER_EPOCH = 0;

    private final TopicIdPartition id;
    private final Path directory;
    private final LogEnvironment environment;
    private final LogView view;
    private final LogHealth health;
    private final LogTraffic traffic = new LogTraffic();
    private final ProducerStates producers;
    private final ProducerSnapshots snapshots;
    private final AbortedFiles abortedFiles;
    private final RecoveryPoints recoveryPoints;
    private final BatchValidator validator;
    private final RecordValidator recordValidator;
    private final BatchHeader header = new BatchHeader();

    private volatile LogSettings settings;
    private volatile long endOffset;
    private ActiveSegment active;
    private int unreportedBytes;
    private long nextExpiryCheck;
    /** Since the log was opened, or it was not closed cleanly before: {@link #close()} has to write everything. */
    private boolean changed;

    LogWriter(
            TopicIdPartition id,
            Path directory,
            LogEnvironment environment,
            LogSettings settings,
            LogView view,
            RecoveredLog recovered) {
        this.id = id;
        this.directory = directory;
        this.environment = environment;
        this.settings = settings;
        this.view = view;
        this.health = new LogHealth(id, view, environment.counters());
        this.producers = recovered.producers();
        this.snapshots = new ProducerSnapshots(id, directory, environment.files());
        this.abortedFiles = new AbortedFiles(environment.files());
        this.recoveryPoints = recovered.recoveryPoints();
        this.validator = new BatchValidator(id);
        this.recordValidator = new RecordValidator(id);
        this.active = new ActiveSegment(recovered.active(), recovered.volume(), recovered.firstAppendMillis());
        this.endOffset = recovered.endOffset();
        this.changed = !recovered.clean();
        this.nextExpiryCheck = environment.clock().millis() + EXPIRY_CHECK_MILLIS;
    }

    /** One past the last record written. Any thread may ask. */
    long endOffset() {
        return endOffset;
    }

    /** Any thread may ask. */
    LogTraffic traffic() {
        return traffic;
    }

    /** Any thread may ask. */
    LogSettings settings() {
        return settings;
    }

    /** Any thread may set; the next append obeys. */
    void configure(LogSettings changedSettings) {
        settings = changedSettings;
    }

    /** Asked by whoever changes the log beside its appends, too. */
    LogHealth health() {
        return health;
    }

    LastBatches lastBatches() {
        return new LastBatches(producers);
    }

    List<ActiveProducer> activeProducers() {
        return producers.active();
    }

    boolean isDirty() {
        return active.isDirty();
    }

    RecoveryPoints recoveryPoints() {
        return recoveryPoints;
    }

    /** What is known of the log now; to be noted once all of it is synced. */
    RecoveryPoint recoveryPoint() {
        health.requireWritable();
        return RecoveryPoint.of(active, endOffset, producers);
    }

    /** Whether appends go to a segment of which no sync has failed. */
    boolean appendsTo(Segment segment) {
        health.requireWritable();
        return active.segment() == segment;
    }

    /**
     * Validates batches, assigns their offsets in place and writes them. Readers see them after {@link #publish()}.
     *
     * @throws org.apache.kafka.common.errors.ApiException and the log is as it was, or FAILED
     */
    Appended append(MemoryRecords records, AppendOrigin origin) {
        health.requireWritable();
        LogSettings current = settings;
        ByteBuffer bytes = records.buffer();
        long now = environment.clock().millis();
        expireProducers(now);

        int batches = 0;
        boolean decode = false;
        long nextOffset = endOffset;
        for (int at = bytes.position(); at < bytes.limit() || batches == 0; batches++) {
            at += validator.validate(bytes, at, header, origin, current);
            nextOffset += header.lastOffsetDelta() + 1L;
            decode |= origin == AppendOrigin.CLIENT && RecordValidator.concerns(header, current, now);
        }
        if (decode) {
            recordValidator.validate(records, current, now);
        }
        ProducerState.Batch earlier = checkProducers(bytes, batches, origin);
        if (earlier != null) {
            long appendTime = current.timestampType() == TimestampType.LOG_APPEND_TIME
                    ? earlier.timestamp()
                    : RecordBatch.NO_TIMESTAMP;
            return new Appended(earlier.firstOffset(), earlier.lastOffset(), appendTime, view.startOffset(), true);
        }
        makeRoom(bytes.remaining(), nextOffset - 1, now, current);
        long appendTime = current.timestampType() == TimestampType.LOG_APPEND_TIME ? now : RecordBatch.NO_TIMESTAMP;
        assignOffsets(bytes, appendTime);
        write(bytes, now);
        long count = nextOffset - endOffset;
        Appended appended = new Appended(endOffset, nextOffset - 1, appendTime, view.startOffset(), false);
        takeNote(bytes, nextOffset, now);
        environment.counters().appended(batches, count, bytes.remaining());
        traffic.appended(count, bytes.remaining());
        return appended;
    }

    /**
     * Forces what was written to the disk.
     *
     * @throws KafkaStorageException and the log is FAILED: what was written may be lost, and nobody can tell
     */
    void force() {
        health.requireWritable();
        if (active.isDirty()) {
            long start = System.nanoTime();
            try {
                active.force();
            } catch (IOException e) {
                throw health.fail("the disk did not sync " + active.segment().file(), e);
            }
            environment.counters().flushed(System.nanoTime() - start);
        }
    }

    /**
     * Lets readers see all that was written.
     *
     * @throws KafkaStorageException when the log has failed: what was written behind the high watermark stays unseen
     */
    void publish() {
        health.requireWritable();
        active.publish();
        view.advance(endOffset, producers.firstUndecidedOffset(endOffset));
    }

    /** How many bytes have been appended since the last call. */
    int takeUnreportedBytes() {
        int bytes = unreportedBytes;
        unreportedBytes = 0;
        return bytes;
    }

    /** Seals the active segment and begins a new one; does nothing when the active one is empty. */
    void roll() {
        health.requireWritable();
        if (active.isEmpty()) {
            return;
        }
        force();
        publish();
        Segment next = new Segment(directory, endOffset);
        FileVolume volume;
        try {
            // Until the next segment is there for sure, a start may have to scan this one.
            snapshots.write(endOffset, producers.all(), active.segment().baseOffset());
            if (abortedFiles.write(active.segment())) {
                // Before the next segment has a name: once it does, nobody looks into this one for what was aborted.
                environment.files().syncDirectory(directory);
            }
            volume = new FileVolume(environment.files().openForWriting(next.file()));
        } catch (IOException e) {
            throw health.refused("cannot begin a segment in " + directory, e);
        }
        try {
            environment.files().syncDirectory(directory);
        } catch (IOException e) {
            volume.close();
            throw health.fail("the disk did not sync " + directory, e);
        }
        Segment sealed = active.segment();
        active.close();
        active = new ActiveSegment(next, volume, 0);
        view.add(next);
        changed = true;
        environment.upkeep().execute(() -> writeIndex(sealed));
    }

    /**
     * Forces what is written and leaves beside it what the next start needs to go on without a scan.
     *
     * @return how the log ended, or {@code null} when it has failed and has to be scanned
     */
    CleanShutdown.End close() throws IOException {
        try {
            if (view.state() != LogView.State.WRITABLE) {
                return null;
            }
            force();
            if (changed && !active.isEmpty()) {
                recoveryPoints.note(recoveryPoint());
            }
            return new CleanShutdown.End(
                    active.segment().baseOffset(),
                    active.size(),
                    active.firstAppendMillis(),
                    endOffset,
                    producers.all().size());
        } finally {
            view.close();
            active.close();
        }
    }

    /** Stops writing for ever, because the log is being deleted. */
    void abandon() {
        view.delete();
        active.close();
    }

    /** Returns the earlier batch that this append repeats, or {@code null}. */
    private ProducerState.Batch checkProducers(ByteBuffer bytes, int batches, AppendOrigin origin) {
        for (int at = bytes.position(); at < bytes.limit(); at += (int) header.sizeInBytes()) {
            if (!header.at(bytes, at).hasProducerId()) {
                continue;
            }
            if (batches > 1) {
                throw new InvalidRecordException("Partition " + id + ": " + batches
                        + " batches in one append; with a producer id there may be only one");
            }
            ProducerState.Batch earlier = origin == AppendOrigin.CLIENT ? producers.duplicateOf(header) : null;
            if (earlier != null) {
                return earlier;
            }
            producers.check(header, EndMarker.of(header, bytes, at), origin);
        }
        return null;
    }

    private void makeRoom(int bytes, long lastOffset, long now, LogSettings current) {
        if (bytes > current.segmentBytes()) {
            throw new RecordBatchTooLargeException("Partition " + id + ": " + bytes
                    + " bytes in one append are more than segment.bytes (" + current.segmentBytes() + ") allows");
        }
        if (lastOffset - endOffset > Integer.MAX_VALUE) {
            throw new InvalidRecordException("Partition " + id + ": one append claims " + (lastOffset - endOffset + 1)
                    + " records, more than a segment can hold");
        }
        if (!active.hasRoom(bytes, lastOffset, now, current)) {
            roll();
        }
    }

    private void assignOffsets(ByteBuffer bytes, long appendTime) {
        long offset = endOffset;
        for (int at = bytes.position(); at < bytes.limit(); at += (int) header.sizeInBytes()) {
            header.at(bytes, at);
            header.setBaseOffset(offset);
            header.setLeaderEpoch(ONLY_LEADER_EPOCH);
            if (appendTime != RecordBatch.NO_TIMESTAMP) {
                header.setLogAppendTime(appendTime);
                header.seal();
            }
            offset = header.lastOffset() + 1;
        }
    }

    private void write(ByteBuffer bytes, long now) {
        try {
            active.write(bytes, now);
        } catch (ActiveSegment.TornWriteException e) {
            throw health.fail("cannot write to " + active.segment().file() + ", and " + e.getMessage(), e.getCause());
        } catch (IOException e) {
            throw health.refused("cannot write to " + active.segment().file(), e);
        }
        health.taken();
    }

    private void takeNote(ByteBuffer bytes, long nextOffset, long now) {
        changed = true;
        try {
            for (int at = bytes.position(); at < bytes.limit(); at += (int) header.sizeInBytes()) {
                header.at(bytes, at);
                active.index(header, at - bytes.position());
                AbortedTransaction aborted = producers.appended(header, EndMarker.of(header, bytes, at), now);
                if (aborted != null) {
                    active.segment().aborted().add(aborted);
                }
            }
        } catch (RuntimeException | Error e) {
            throw health.fail("no memory of what was written could be kept", e);
        }
        active.grow(bytes.remaining());
        unreportedBytes += bytes.remaining();
        endOffset = nextOffset;
    }

    private void writeIndex(Segment sealed) {
        try {
            sealed.storeIndex(environment.indexFiles());
        } catch (IOException e) {
            if (!sealed.isDeleted()) {
                LOG.warnf("The index of %s cannot be written (%s) and stays in memory", sealed.file(), e);
            }
        }
    }

    private void expireProducers(long now) {
        if (now >= nextExpiryCheck) {
            nextExpiryCheck = now + EXPIRY_CHECK_MILLIS;
            producers.expire(now - environment.config().producerExpiration().toMillis());
        }
    }
}
