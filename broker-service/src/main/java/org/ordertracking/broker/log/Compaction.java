package org.ordertracking.broker.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.MutableRecordBatch;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.utils.BufferSupplier;
import org.apache.kafka.common.utils.CloseableIterator;

/**
 * Compacts one log once: reads the keys of what is new, copies of all segments before its end what {@link RetainedRecords} keeps, small
 * ones together, and {@linkplain SegmentSwap swaps} the copies in. When the keys do not fit into the memory given, only as much of the log
 * is compacted as they come from; the next run goes on there.
 *
 * <p>Runs on a cleaner's thread; the log's own thread is asked for what it knows, and changes what readers see.
 */
final class Compaction {

    private final PartitionLog log;
    private final LogEnvironment environment;
    private final long dedupeBytes;
    private final BatchChunks chunks;
    private final BatchHeader header = new BatchHeader();
    private final BufferSupplier decompression = BufferSupplier.create();
    private ByteBuffer output = ByteBuffer.allocate(1 << 16);
    private SegmentSwap unfinished;

    /**
     * @param dedupeBytes memory for keys
     * @param stop whether to give up; then all is as it was, or partly compacted
     */
    Compaction(PartitionLog log, LogEnvironment environment, long dedupeBytes, BooleanSupplier stop) {
        this.log = log;
        this.environment = environment;
        this.dedupeBytes = dedupeBytes;
        this.chunks = new BatchChunks(environment.files(), stop);
    }

    /**
     * Does it.
     *
     * @throws BatchChunks.StoppedException when asked to stop
     * @throws org.apache.kafka.common.errors.CorruptRecordException when a segment is damaged
     * @throws IOException when the disk fails; see {@link #unfinished()}
     */
    void run(CompactionRule.Dirty dirty) throws IOException {
        Segment[] segments = dirty.segments();
        int end = LogView.indexOf(segments, dirty.upTo());
        List<AbortedTransaction> aborted =
                LogView.abortedTransactions(segments, segments[0].baseOffset(), dirty.upTo());
        LastBatches producers = await(log.execute(() -> log.writer().lastBatches()));

        OffsetMap lastOffsets = new OffsetMap(dedupeBytes, dirty.upTo() - dirty.from());
        long mappedUpTo = mapKeys(dirty, end, lastOffsets);
        CleanedTransactions transactions = new CleanedTransactions(aborted);
        RetainedRecords retained = new RetainedRecords(
                environment.clock().millis(),
                dirty.policy().deleteRetentionMillis(),
                lastOffsets,
                mappedUpTo,
                transactions,
                producers);
        boolean all = true;
        int copied = 0;
        while (all && copied < end && segments[copied].baseOffset() < mappedUpTo) {
            int behind = groupFrom(segments, copied, end);
            all = replace(segments, copied, behind, retained, transactions);
            copied = behind;
        }
        if (all) {
            await(log.execute(() -> {
                log.front().compactedUpTo(mappedUpTo);
                return null;
            }));
        }
    }

    /** The swap whose {@link SegmentSwap#finish()} has failed and has to come first the next time; {@code null} when there is none. */
    SegmentSwap unfinished() {
        return unfinished;
    }

    /** Takes note of the last offset of each key, as far as memory lasts; returns the first offset whose key is not known. */
    private long mapKeys(CompactionRule.Dirty dirty, int end, OffsetMap map) throws IOException {
        long[] mappedUpTo = {dirty.from()};
        int first = LogView.indexOf(dirty.segments(), dirty.from());
        // Not those that ended before: until its next marker a producer would be taken to be in one of them, whatever
        // it has committed since, and a tombstone that is passed over here brings back what it has deleted.
        CleanedTransactions transactions = new CleanedTransactions(
                LogView.abortedTransactions(dirty.segments(), dirty.segments()[first].baseOffset(), dirty.upTo()));
        for (int i = first; i < end; i++) {
            boolean whole = chunks.forEach(dirty.segments()[i], batches -> {
                for (MutableRecordBatch batch : batches.batches()) {
                    boolean useless = transactions.isUseless(batch);
                    if (batch.lastOffset() < dirty.from()) {
                        continue;
                    }
                    if (!useless && !batch.isControlBatch() && !mapKeys(batch, dirty.from(), map, mappedUpTo)) {
                        return false;
                    }
                    mappedUpTo[0] = batch.nextOffset();
                }
                return true;
            });
            if (!whole) {
                return mappedUpTo[0];
            }
        }
        return dirty.upTo();
    }

    private boolean mapKeys(RecordBatch batch, long from, OffsetMap map, long[] mappedUpTo) {
        try (CloseableIterator<Record> records = batch.streamingIterator(decompression)) {
            while (records.hasNext()) {
                Record record = records.next();
                if (record.hasKey() && record.offset() >= from && !map.put(record.key(), record.offset())) {
                    return false;
                }
                mappedUpTo[0] = Math.max(mappedUpTo[0], record.offset() + 1);
            }
            return true;
        }
    }

    /** The end of the run of segments that fit together into one. */
    private int groupFrom(Segment[] segments, int first, int end) {
        long most = log.settings().segmentBytes();
        long bytes = segments[first].visibleBytes();
        int behind = first + 1;
        while (behind < end
                && bytes + segments[behind].visibleBytes() <= most
                && segments[behind + 1].baseOffset() - 1 - segments[first].baseOffset() <= Integer.MAX_VALUE) {
            bytes += segments[behind].visibleBytes();
            behind++;
        }
        return behind;
    }

    /** Returns {@code false} when the segments are gone meanwhile. */
    private boolean replace(
            Segment[] segments, int from, int to, RetainedRecords retained, CleanedTransactions transactions)
            throws IOException {
        List<Segment> group = Arrays.asList(segments).subList(from, to);
        SegmentSwap swap =
                new SegmentSwap(log.directory(), new ArrayList<>(group), segments[to].baseOffset(), environment);
        boolean committed = false;
        try {
            copy(group, swap, retained, transactions);
            committed = await(log.execute(() -> swap.commit(log.view(), log.writer())));
        } finally {
            if (!committed && log.view().state() == LogView.State.WRITABLE) {
                swap.discard();
            }
        }
        if (committed) {
            unfinished = swap;
            swap.finish();
            unfinished = null;
        }
        return committed;
    }

    private void copy(List<Segment> group, SegmentSwap swap, RetainedRecords retained, CleanedTransactions transactions)
            throws IOException {
        MemoryIndex index = new MemoryIndex(group.get(0).baseOffset());
        AbortedTransactions aborted = new AbortedTransactions();
        transactions.collectInto(aborted);
        int[] size = {0};
        long read = 0;
        long lastAppend = 0;
        try (FileVolume volume = swap.create()) {
            for (Segment segment : group) {
                chunks.forEach(segment, batches -> {
                    size[0] += write(batches, retained, volume, size[0], index);
                    return true;
                });
                read += segment.visibleBytes();
                lastAppend = Math.max(lastAppend, environment.reader().lastAppendOf(segment));
            }
            volume.force();
        }
        swap.complete(size[0], index, aborted, lastAppend);
        environment.counters().compacted(read, size[0]);
    }

    /** Kafka's filter stops where it had to make its output larger, and has to be told to go on behind that batch. */
    private int write(
            MemoryRecords batches, RetainedRecords retained, FileVolume volume, int position, MemoryIndex index)
            throws IOException {
        ByteBuffer rest = batches.buffer();
        int written = 0;
        while (rest.hasRemaining()) {
            output.clear();
            MemoryRecords.FilterResult filtered =
                    MemoryRecords.readableRecords(rest.slice()).filterTo(retained, output, decompression);
            output = filtered.outputBuffer();
            rest.position(rest.position() + filtered.bytesRead());
            written += write(output.flip(), volume, position + written, index);
        }
        return written;
    }

    private int write(ByteBuffer kept, FileVolume volume, int position, MemoryIndex index) throws IOException {
        int bytes = kept.remaining();
        for (int at = 0; at < bytes; at += (int) header.sizeInBytes()) {
            header.at(kept, at);
            index.add(header.baseOffset(), position + at, header.maxRecordTimestamp());
        }
        volume.writeAt(position, kept);
        return bytes;
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
