package org.ordertracking.broker.log;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.apache.kafka.common.errors.OffsetOutOfRangeException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.record.MemoryRecords;

/**
 * The log of one partition: record batches in the order of their offsets, spread over segment files. One thread writes, any number read.
 *
 * <pre>
 *                   write fails, cut off again
 *                        ┌────────┐
 *                        ▼        │
 *   LogStore.open ──► WRITABLE ───┘
 *                        │ │ │
 *        fsync fails, or │ │ └─ LogStore.delete ──► DELETED  (reads and appends: UNKNOWN_TOPIC_OR_PARTITION;
 *        a torn write    │ │                                  slices lent before stay readable)
 *        cannot be cut   ▼ └─── LogStore.close  ──► CLOSED   (appends: KAFKA_STORAGE_ERROR)
 *        off          FAILED
 *                  (appends: KAFKA_STORAGE_ERROR until the next start; reads go on; close and delete as above)
 * </pre>
 *
 * <p>Methods that return a {@link CompletionStage} hand the work to the log's thread and return at once; the stage completes on that thread,
 * so what depends on it must be short or go elsewhere. The other methods answer from memory or, where they say so, from the disk.
 */
public final class PartitionLog {

    private final TopicIdPartition id;
    private final Path directory;
    private final LogEnvironment environment;
    private final LogView view;
    private final LogWriter writer;
    private final LogFront front;
    private final LogReader reader;
    private final LogThread thread;

    PartitionLog(
            TopicIdPartition id,
            Path directory,
            LogEnvironment environment,
            LogView view,
            LogWriter writer,
            LogFront front,
            LogThread thread) {
        this.id = id;
        this.directory = directory;
        this.environment = environment;
        this.view = view;
        this.writer = writer;
        this.front = front;
        this.reader = new LogReader(id, view, environment.reader());
        this.thread = thread;
    }

    public TopicIdPartition id() {
        return id;
    }

    /** The settings that the next append will obey. */
    public LogSettings settings() {
        return writer.settings();
    }

    /** Changes the settings, from the next append on. */
    public void configure(LogSettings settings) {
        writer.configure(settings);
    }

    /**
     * Appends batches as one: all or none. Their base offsets and leader epochs (and with LogAppendTime their timestamps) are set in the
     * buffer that is passed, which must be writable and must not be touched until the stage completes.
     *
     * <p>Fails with Kafka's own exceptions: {@code CorruptRecordException}, {@code InvalidRecordException},
     * {@code RecordTooLargeException}, {@code OutOfOrderSequenceException}, {@code InvalidProducerEpochException} and their like for the
     * batches; {@code KafkaStorageException} when the disk fails or the log is closed; {@code UnknownTopicOrPartitionException} when it is
     * deleted; {@code TimeoutException} (retriable) when too much waits already.
     */
    public CompletionStage<Appended> append(MemoryRecords records, AppendOrigin origin, Durability durability) {
        return append(records, origin, durability, written -> {});
    }

    /**
     * The same for those who need the offsets before the append is durable and visible.
     *
     * @param onWritten called on the log's thread as soon as offsets are assigned and the bytes are written; never called when that fails
     */
    public CompletionStage<Appended> append(
            MemoryRecords records, AppendOrigin origin, Durability durability, Consumer<Appended> onWritten) {
        return thread.append(this, records, origin, durability, onWritten);
    }

    /** Forces all that was appended before to the disk, whatever the flush policy says. */
    public CompletionStage<Void> flush() {
        return execute(() -> {
            writer.force();
            return null;
        });
    }

    /** Closes the active segment and begins a new one, unless the active one is empty. */
    public CompletionStage<Void> roll() {
        return execute(() -> {
            writer.roll();
            return null;
        });
    }

    /** The idempotent producers that the log knows: those that have appended within the expiration. */
    public CompletionStage<List<ActiveProducer>> producers() {
        return execute(writer::activeProducers);
    }

    /**
     * Deletes the records before an offset, durably. The bytes go with the last record of their segment; until then they count in
     * {@link #sizeInBytes()} but nobody reads them.
     *
     * @return the log's start offset: the one given, or a later one where the log begins already
     * @throws OffsetOutOfRangeException (in the stage) when the offset is negative or beyond the high watermark
     */
    public CompletionStage<Long> deleteRecordsBefore(long offset) {
        return moveStart(() -> front.moveTo(offset));
    }

    /** Deletes what is expired, up to an offset that {@link RetentionRule} has found. */
    CompletionStage<Long> expire(long firstKept) {
        return moveStart(() -> front.expire(firstKept));
    }

    private CompletionStage<Long> moveStart(Callable<Boolean> move) {
        return execute(() -> {
            if (move.call()) {
                environment.listener().onStartMoved(this);
            }
            return view.startOffset();
        });
    }

    /** Runs a short task on the log's thread, after the appends that were handed in before. */
    public <T> CompletionStage<T> execute(Callable<T> task) {
        return thread.execute(this, task);
    }

    /**
     * The batches from an offset on. May block on the disk. The caller closes the slice.
     *
     * <p>An offset inside a batch returns that whole batch. What lies at or beyond the {@linkplain #readableEnd readable end} is never
     * returned; at or behind it the slice is empty. A slice ends with its segment, so it may be shorter than what is there.
     *
     * @param isolation whether records of undecided transactions, and all behind them, are left out
     * @param maxBytes the longest slice wanted; the end may cut a batch in two, but never the first one
     * @param atLeastOneBatch whether the first batch is returned although it is larger than {@code maxBytes}; if not, the slice is empty then
     * @throws OffsetOutOfRangeException when the offset lies before the log's start or beyond its high watermark
     * @throws KafkaStorageException when the disk fails or the log is closed
     * @throws UnknownTopicOrPartitionException when the partition was deleted
     */
    public LogSlice read(long offset, IsolationLevel isolation, int maxBytes, boolean atLeastOneBatch) {
        return reader.read(offset, isolation, maxBytes, atLeastOneBatch);
    }

    /**
     * The same as {@link #read(long, IsolationLevel, int, boolean)}, but never blocks on the disk: it knows the batches that were appended
     * last and the places in the index of the segment that is being written, which is where consumers that keep up read.
     *
     * @return null when the disk has to be looked at to tell
     */
    public LogSlice readFromMemory(long offset, IsolationLevel isolation, int maxBytes) {
        return reader.readFromMemory(offset, isolation, maxBytes);
    }

    /** The same for readers of all that is written. */
    public LogSlice read(long offset, int maxBytes, boolean atLeastOneBatch) {
        return read(offset, IsolationLevel.READ_UNCOMMITTED, maxBytes, atLeastOneBatch);
    }

    /**
     * The aborted transactions that have records in a range of offsets: what a reader with {@code read_committed} has to pass over. Answers
     * from memory.
     *
     * @param upTo the first offset behind the range
     */
    public List<AbortedTransaction> abortedTransactions(long from, long upTo) {
        return LogView.abortedTransactions(view.segments(), from, upTo);
    }

    /**
     * The first record whose timestamp is at or after a time, among the visible ones. May block on the disk and decodes the batch it finds.
     *
     * @param timestamp milliseconds
     */
    public Optional<TimestampedOffset> offsetForTimestamp(long timestamp) {
        return reader.offsetForTimestamp(timestamp);
    }

    /** The first of the visible records that have the largest timestamp; none when no record has one. May block on the disk. */
    public Optional<TimestampedOffset> offsetOfMaxTimestamp() {
        return reader.offsetOfMaxTimestamp();
    }

    /** The first offset that may be read. */
    public long logStartOffset() {
        return view.startOffset();
    }

    /**
     * One past the last record that consumers may see: all that is written, as soon as it is as durable as its producer asked for. On a
     * single node there is no replica to wait for.
     */
    public long highWatermark() {
        return view.highWatermark();
    }

    /**
     * One past the last record that a consumer with {@code read_committed} may see: where the oldest undecided transaction begins, or the
     * high watermark.
     */
    public long lastStableOffset() {
        return view.lastStableOffset();
    }

    /** One past the last record that consumers of an isolation level may see. */
    public long readableEnd(IsolationLevel isolation) {
        return view.readableEnd(isolation);
    }

    /** One past the last record written; beyond the high watermark only while appends wait for the disk. */
    public long logEndOffset() {
        return writer.endOffset();
    }

    /** Bytes of all visible batches, deleted ones that share a segment with others included, as they take up the disk. */
    public long sizeInBytes() {
        long bytes = 0;
        for (Segment segment : view.segments()) {
            bytes += segment.visibleBytes();
        }
        return bytes;
    }

    /**
     * About how many bytes may be read from an offset on; 0 only when there are none. Looks only into memory, so it is cheap enough for long
     * polls.
     */
    public long bytesFrom(long offset, IsolationLevel isolation) {
        return reader.bytesFrom(offset, isolation);
    }

    /** What went into it and out of it since it was opened. */
    public LogTraffic traffic() {
        return writer.traffic();
    }

    /** Whether the disk has failed this log: it takes no more appends until the next start. */
    public boolean isFailed() {
        return view.state() == LogView.State.FAILED;
    }

    @Override
    public String toString() {
        return id.toString();
    }

    Path directory() {
        return directory;
    }

    LogFront front() {
        return front;
    }

    LogView view() {
        return view;
    }

    LogWriter writer() {
        return writer;
    }

    LogThread thread() {
        return thread;
    }
}
