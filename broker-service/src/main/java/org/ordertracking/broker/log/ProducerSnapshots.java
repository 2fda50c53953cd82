package org.ordertracking.broker.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.apache.kafka.common.TopicIdPartition;
import org.jboss.logging.Logger;

/**
 * The files {@code <offset>.producers} of one log: what was known of its idempotent producers when the log ended at that offset. With the
 * newest one, a start has to look only at the batches behind it. Written when a segment is sealed and with each {@link RecoveryPoint}.
 *
 * <pre>
 *   magic (8 bytes) | offset (8) | producers (4) | producer … | CRC32C of all before (8)
 *   producer: id (8) | epoch (2) | last timestamp (8) | last append (8) | transaction start (8) | coordinator epoch (4) | batches (4) | batch …
 *   batch:    last sequence (4) | last offset (8) | offset delta (4) | timestamp (8)
 * </pre>
 */
final class ProducerSnapshots {

    static final String SUFFIX = ".producers";
    static final String UNFINISHED_SUFFIX = ".tmp";

    private static final Logger LOG = Logger.getLogger(ProducerSnapshots.class);
    private static final long MAGIC = 0x6f74_7072_6f64_7632L;
    private static final int HEAD_BYTES = 2 * Long.BYTES + Integer.BYTES;
    private static final int PRODUCER_BYTES = 4 * Long.BYTES + Short.BYTES + 2 * Integer.BYTES;
    private static final int BATCH_BYTES = 2 * Long.BYTES + 2 * Integer.BYTES;
    /** The newest one, and one to fall back on. */
    private static final int KEPT = 2;

    private final TopicIdPartition id;
    private final Path directory;
    private final LogFiles files;

    ProducerSnapshots(TopicIdPartition id, Path directory, LogFiles files) {
        this.id = id;
        this.directory = directory;
        this.files = files;
    }

    /**
     * Writes and syncs a snapshot; its name is durable once the directory is synced, too. Older ones that nobody needs are deleted.
     *
     * @param activeBase base offset of the active segment: a snapshot at or before it is kept, for a start that has to scan all of that
     */
    void write(long offset, Map<Long, ProducerState> producers, long activeBase) throws IOException {
        Path file = file(offset);
        Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED_SUFFIX);
        try (FileVolume volume = new FileVolume(files.openForWriting(unfinished))) {
            volume.truncateTo(0);
            volume.writeAt(0, encode(offset, producers));
            volume.force();
        }
        files.move(unfinished, file);
        boolean scanCovered = false;
        int newer = 0;
        for (long old : offsets()) {
            if (newer >= KEPT && (old > activeBase || scanCovered)) {
                files.delete(file(old));
            }
            scanCovered |= old <= activeBase;
            newer++;
        }
    }

    /**
     * Puts the newest readable snapshot at or before an offset into {@code producers}.
     *
     * @return the offset from which batches have to be looked at; 0 without a snapshot
     */
    long restore(long atOrBefore, ProducerStates producers) throws IOException {
        for (long offset : offsets()) {
            if (offset <= atOrBefore && restoreFrom(offset, producers)) {
                return offset;
            }
        }
        return 0;
    }

    /** Deletes snapshots of what the log no longer holds. */
    void deleteBeyond(long endOffset) throws IOException {
        for (long offset : offsets()) {
            if (offset > endOffset) {
                files.delete(file(offset));
            }
        }
    }

    private Path file(long offset) {
        return directory.resolve(Segment.fileName(offset, SUFFIX));
    }

    /** Newest first. */
    private List<Long> offsets() throws IOException {
        List<Long> offsets = new ArrayList<>(Segment.offsetsOf(files.list(directory), SUFFIX));
        offsets.sort(Comparator.reverseOrder());
        return offsets;
    }

    private boolean restoreFrom(long offset, ProducerStates producers) throws IOException {
        Path file = file(offset);
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(files.size(file)));
        try (FileVolume volume = new FileVolume(files.openForReading(file))) {
            volume.readAt(0, bytes);
        }
        bytes.flip();
        if (!isValid(bytes, offset)) {
            LOG.warnf("Partition %s: %s is damaged, using an older one or the batches themselves", id, file);
            return false;
        }
        bytes.position(HEAD_BYTES);
        for (int left = bytes.getInt(HEAD_BYTES - Integer.BYTES); left > 0; left--) {
            long producerId = bytes.getLong();
            producers.restore(producerId, decode(bytes));
        }
        return true;
    }

    private static boolean isValid(ByteBuffer bytes, long offset) {
        int crcAt = bytes.limit() - Long.BYTES;
        if (crcAt < HEAD_BYTES || bytes.getLong(0) != MAGIC || bytes.getLong(Long.BYTES) != offset) {
            return false;
        }
        return bytes.getLong(crcAt) == crc(bytes, crcAt);
    }

    private static ByteBuffer encode(long offset, Map<Long, ProducerState> producers) {
        int size = HEAD_BYTES + Long.BYTES;
        for (ProducerState state : producers.values()) {
            size += PRODUCER_BYTES + state.batches().size() * BATCH_BYTES;
        }
        ByteBuffer bytes = ByteBuffer.allocate(size);
        bytes.putLong(MAGIC).putLong(offset).putInt(producers.size());
        producers.forEach((producerId, state) -> {
            bytes.putLong(producerId).putShort(state.epoch());
            bytes.putLong(state.lastTimestamp()).putLong(state.lastAppend());
            bytes.putLong(state.transactionStart()).putInt(state.coordinatorEpoch());
            bytes.putInt(state.batches().size());
            for (ProducerState.Batch batch : state.batches()) {
                bytes.putInt(batch.lastSequence()).putLong(batch.lastOffset());
                bytes.putInt(batch.offsetDelta()).putLong(batch.timestamp());
            }
        });
        bytes.putLong(crc(bytes, bytes.position()));
        return bytes.flip();
    }

    private static ProducerState decode(ByteBuffer bytes) {
        short epoch = bytes.getShort();
        long lastTimestamp = bytes.getLong();
        long lastAppend = bytes.getLong();
        long transactionStart = bytes.getLong();
        int coordinatorEpoch = bytes.getInt();
        int count = bytes.getInt();
        List<ProducerState.Batch> batches = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            batches.add(new ProducerState.Batch(bytes.getInt(), bytes.getLong(), bytes.getInt(), bytes.getLong()));
        }
        return new ProducerState(epoch, lastTimestamp, lastAppend, transactionStart, coordinatorEpoch, batches);
    }

    private static long crc(ByteBuffer bytes, int end) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate().position(0).limit(end));
        return crc.getValue();
    }
}
