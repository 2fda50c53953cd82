package org.ordertracking.broker.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;
import org.apache.kafka.common.TopicIdPartition;
import org.jboss.logging.Logger;

/**
 * The file {@code <base offset>.points} of a log's active segment: its {@link RecoveryPoint}s one behind the other, each with what came to
 * index and aborted transactions since the one before.
 *
 * <pre>
 *   point: magic (8 bytes) | base offset (8) | bytes of log (4) | end offset (8) | first append (8) | largest timestamp (8)
 *          | producers (4) | entries (4) | aborted (4) | entry … | aborted transaction … | CRC32C of all before (8)
 *   entry: place (8) | timestamp before (8)      aborted transaction: producer id (8) | first, last, last stable offset (8 each)
 * </pre>
 *
 * <p><b>A point is written only after what it covers was synced</b>, so whatever of this file is found after a power cut is true of the
 * segment. It is itself not synced: a point that is lost or torn costs a scan from the one before. The producers' snapshot that a point
 * needs is durable before it.
 */
final class RecoveryPoints {

    static final String SUFFIX = ".points";

    private static final Logger LOG = Logger.getLogger(RecoveryPoints.class);
    private static final long MAGIC = 0x6f74_706f_696e_7431L;
    private static final int HEAD_BYTES = 5 * Long.BYTES + 4 * Integer.BYTES;
    private static final int ENTRY_BYTES = 2 * Long.BYTES;
    private static final int ABORTED_BYTES = 4 * Long.BYTES;

    private final TopicIdPartition id;
    private final Path directory;
    private final LogFiles files;
    private final ProducerSnapshots snapshots;

    /** Base offset of the segment that the file is of; −1 when there is no file. */
    private volatile long base = -1;

    /** Where the next point goes. */
    private long end;

    private volatile int notedBytes;
    private int notedAborted;

    RecoveryPoints(TopicIdPartition id, Path directory, LogFiles files) {
        this.id = id;
        this.directory = directory;
        this.files = files;
        this.snapshots = new ProducerSnapshots(id, directory, files);
    }

    /**
     * The newest point, brought back.
     *
     * @param bytes how much of the segment it covers
     */
    record Restored(
            int bytes,
            long endOffset,
            long firstAppendMillis,
            MemoryIndex index,
            AbortedTransactions aborted,
            ProducerStates producers) {}

    /** How much of a segment the newest point covers. Any thread may ask. */
    int notedBytes(Segment segment) {
        return segment.baseOffset() == base ? notedBytes : 0;
    }

    /**
     * Takes note of a point. Everything that it covers has to be synced.
     *
     * @throws IOException and the points before still hold
     */
    synchronized void note(RecoveryPoint point) throws IOException {
        if (point.segment().baseOffset() != base) {
            begin(point.segment().baseOffset());
        }
        if (point.bytes() <= notedBytes) {
            return;
        }
        if (!point.producers().isEmpty()) {
            snapshots.write(point.endOffset(), point.producers(), base);
        }
        ByteBuffer bytes = encode(point);
        int length = bytes.remaining();
        try (FileVolume volume = new FileVolume(files.openForWriting(file(base)))) {
            if (end == 0 || !point.producers().isEmpty()) {
                files.syncDirectory(directory);
            }
            if (volume.size() > end) {
                // Torn, or of a point that could not be written: it must not be taken for what follows this one.
                volume.truncateTo(end);
            }
            volume.writeAt(end, bytes);
        }
        end += length;
        notedAborted = point.aborted().size();
        notedBytes = point.bytes();
    }

    private void begin(long activeBase) throws IOException {
        if (base >= 0) {
            files.delete(file(base));
        }
        base = activeBase;
        end = 0;
        notedAborted = 0;
        notedBytes = 0;
    }

    /**
     * Brings back the newest point of the active segment, and goes on behind it.
     *
     * @param segmentBytes size of the segment's file
     * @param producers without any; restored to those of the point
     * @return {@code null} when there is none, or it does not fit to what is there; then nothing is left of the file
     */
    synchronized Restored restore(long activeBase, long segmentBytes, ProducerStates producers) throws IOException {
        Path file = file(activeBase);
        if (!files.exists(file)) {
            return null;
        }
        begin(activeBase);
        Restored found = read(file, producers);
        if (found != null && found.bytes() <= segmentBytes) {
            return found;
        }
        if (found != null) {
            LOG.warnf(
                    "Partition %s: the active segment has %d bytes, fewer than the %d that were synced; looking through all of it",
                    id, segmentBytes, found.bytes());
        }
        discard(activeBase);
        return null;
    }

    /** Deletes the points of a segment, durably: what follows will not be what they were taken of. */
    synchronized void discard(long activeBase) throws IOException {
        if (files.exists(file(activeBase))) {
            files.delete(file(activeBase));
            files.syncDirectory(directory);
        }
        base = -1;
        end = 0;
        notedAborted = 0;
        notedBytes = 0;
    }

    private Restored read(Path file, ProducerStates producers) throws IOException {
        long size = files.size(file);
        if (size > Integer.MAX_VALUE) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) size);
        try (FileVolume volume = new FileVolume(files.openForReading(file))) {
            volume.readAt(0, bytes);
        }
        bytes.flip();
        MemoryIndex index = new MemoryIndex(base);
        AbortedTransactions aborted = new AbortedTransactions();
        int newest = -1;
        while (isPoint(bytes)) {
            newest = bytes.position();
            take(bytes, index, aborted);
            notedBytes = bytes.getInt(newest + 2 * Long.BYTES);
        }
        end = bytes.position();
        notedAborted = aborted.count();
        if (newest < 0) {
            return null;
        }
        bytes.position(newest + 2 * Long.BYTES);
        int covered = bytes.getInt();
        long endOffset = bytes.getLong();
        long firstAppend = bytes.getLong();
        index.restoreMaxTimestamp(bytes.getLong());
        return restore(producers, bytes.getInt(), endOffset)
                ? new Restored(covered, endOffset, firstAppend, index, aborted, producers)
                : null;
    }

    private boolean restore(ProducerStates producers, int count, long endOffset) throws IOException {
        return count == 0
                || snapshots.restore(endOffset, producers) == endOffset
                        && producers.all().size() == count;
    }

    /** Whether there is a whole point at the buffer's position, of this segment and behind those before. */
    private boolean isPoint(ByteBuffer bytes) {
        int at = bytes.position();
        if (bytes.remaining() < HEAD_BYTES + Long.BYTES
                || bytes.getLong(at) != MAGIC
                || bytes.getLong(at + Long.BYTES) != base
                || bytes.getInt(at + 2 * Long.BYTES) <= notedBytes) {
            return false;
        }
        int counts = at + HEAD_BYTES - 2 * Integer.BYTES;
        int entries = bytes.getInt(counts);
        int aborted = bytes.getInt(counts + Integer.BYTES);
        long body = (long) entries * ENTRY_BYTES + (long) aborted * ABORTED_BYTES;
        if (entries < 0 || aborted < 0 || body > bytes.remaining() - HEAD_BYTES - Long.BYTES) {
            return false;
        }
        int crcAt = at + HEAD_BYTES + (int) body;
        return bytes.getLong(crcAt) == crc(bytes, at, crcAt);
    }

    private static void take(ByteBuffer bytes, MemoryIndex index, AbortedTransactions aborted) {
        bytes.position(bytes.position() + HEAD_BYTES - 2 * Integer.BYTES);
        int entries = bytes.getInt();
        int transactions = bytes.getInt();
        for (int i = 0; i < entries; i++) {
            index.addPlace(bytes.getLong(), bytes.getLong());
        }
        for (int i = 0; i < transactions; i++) {
            aborted.add(new AbortedTransaction(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong()));
        }
        bytes.position(bytes.position() + Long.BYTES);
    }

    private ByteBuffer encode(RecoveryPoint point) {
        int first = firstEntryBehind(point.places(), notedBytes);
        int entries = point.places().length - first;
        List<AbortedTransaction> aborted =
                point.aborted().subList(notedAborted, point.aborted().size());
        int body = entries * ENTRY_BYTES + aborted.size() * ABORTED_BYTES;
        ByteBuffer bytes = ByteBuffer.allocate(HEAD_BYTES + body + Long.BYTES);
        bytes.putLong(MAGIC).putLong(base).putInt(point.bytes()).putLong(point.endOffset());
        bytes.putLong(point.firstAppendMillis()).putLong(point.maxTimestamp());
        bytes.putInt(point.producers().size()).putInt(entries).putInt(aborted.size());
        for (int i = first; i < point.places().length; i++) {
            bytes.putLong(point.places()[i]).putLong(point.timestampsBefore()[i]);
        }
        for (AbortedTransaction transaction : aborted) {
            bytes.putLong(transaction.producerId()).putLong(transaction.firstOffset());
            bytes.putLong(transaction.lastOffset()).putLong(transaction.lastStableOffset());
        }
        return bytes.putLong(crc(bytes, 0, bytes.position())).flip();
    }

    private static int firstEntryBehind(long[] places, int position) {
        int first = 0;
        while (first < places.length && MemoryIndex.position(places[first]) < position) {
            first++;
        }
        return first;
    }

    private Path file(long baseOffset) {
        return directory.resolve(Segment.fileName(baseOffset, SUFFIX));
    }

    private static long crc(ByteBuffer bytes, int from, int to) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate().limit(to).position(from));
        return crc.getValue();
    }
}
