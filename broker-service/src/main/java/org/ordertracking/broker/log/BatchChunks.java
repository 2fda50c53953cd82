package org.ordertracking.broker.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.MutableRecordBatch;

/**
 * Reads a segment for compaction: whole batches, as many at once as fit into a buffer, which grows for a batch that is larger. Every batch
 * is checked against its CRC, since what is rewritten gets a new one.
 */
final class BatchChunks {

    private static final int CHUNK_BYTES = 1 << 20;

    private final LogFiles files;
    private final BooleanSupplier stop;
    private ByteBuffer buffer = ByteBuffer.allocate(CHUNK_BYTES);
    private final BatchHeader header = new BatchHeader();

    /** Somebody wants the compaction to end. */
    static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private StoppedException() {
            super("stopped", null, false, false);
        }
    }

    /** What is done with a run of batches. */
    @FunctionalInterface
    interface Visit {
        /** @return whether to go on */
        boolean accept(MemoryRecords batches) throws IOException;
    }

    /** @param stop asked before each chunk */
    BatchChunks(LogFiles files, BooleanSupplier stop) {
        this.files = files;
        this.stop = stop;
    }

    /**
     * Hands on all batches of a sealed segment.
     *
     * @return whether all of them were wanted
     * @throws CorruptRecordException when the segment is damaged
     * @throws StoppedException when asked to stop
     */
    boolean forEach(Segment segment, Visit visit) throws IOException {
        try (FileVolume volume = new FileVolume(segment.open(files))) {
            int size = segment.visibleBytes();
            int position = 0;
            while (position < size) {
                if (stop.getAsBoolean()) {
                    throw new StoppedException();
                }
                int whole = read(segment, volume, position, size);
                if (!visit.accept(MemoryRecords.readableRecords(buffer.duplicate()))) {
                    return false;
                }
                position += whole;
            }
            return true;
        }
    }

    /** Fills the buffer with whole batches from a position on, and returns how many bytes they have. */
    private int read(Segment segment, FileVolume volume, int position, int size) throws IOException {
        fill(volume, position, size);
        int whole = wholeBatches(segment, position, size);
        if (whole == 0) {
            buffer = ByteBuffer.allocate((int) header.sizeInBytes());
            fill(volume, position, size);
            whole = wholeBatches(segment, position, size);
        }
        buffer.limit(whole);
        for (MutableRecordBatch batch :
                MemoryRecords.readableRecords(buffer.duplicate()).batches()) {
            batch.ensureValid();
        }
        return whole;
    }

    private void fill(FileVolume volume, int position, int size) throws IOException {
        buffer.clear().limit(Math.min(buffer.capacity(), size - position));
        volume.readAt(position, buffer);
        buffer.flip();
    }

    private int wholeBatches(Segment segment, int position, int size) {
        int at = 0;
        while (buffer.limit() - at >= BatchHeader.SIZE) {
            long bytes = header.at(buffer, at).sizeInBytes();
            if (bytes < BatchHeader.SIZE || bytes > size - position - at) {
                throw damaged(segment, position + at);
            }
            if (bytes > buffer.limit() - at) {
                return at;
            }
            at += (int) bytes;
        }
        if (at == 0 || position + at < size && buffer.limit() == size - position) {
            throw damaged(segment, position + at);
        }
        return at;
    }

    private static CorruptRecordException damaged(Segment segment, int position) {
        return new CorruptRecordException("Segment " + segment.file() + " is damaged at byte " + position);
    }
}
