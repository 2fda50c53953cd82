package org.ordertracking.broker.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.apache.kafka.common.record.RecordBatch;

/**
 * Goes over the batches in a range of a segment file, header by header. It stops at the end of the range or at the first place that does
 * not hold a whole batch of a sane size; {@link #end()} tells where that is.
 *
 * <p>Reads in chunks: small ones to find a batch near a known position, 1 MiB to go over a whole segment (one read per header is up to ten
 * times slower on a cold disk).
 */
final class BatchScanner {

    /** For a whole segment. */
    static final int WIDE = 1 << 20;

    /** For a few batches behind an index entry. */
    static final int NARROW = 1 << 12;

    private final FileVolume volume;
    private final long to;
    private final ByteBuffer chunk;
    private final BatchHeader header = new BatchHeader();
    private final ByteBuffer kept = ByteBuffer.allocate(BatchHeader.SIZE);
    private final CRC32C crc = new CRC32C();
    private long chunkStart;
    private long position;
    private int size;

    /**
     * @param from where a batch begins
     * @param to where the range ends
     * @param chunkBytes bytes per read, at least {@link BatchHeader#SIZE}
     */
    BatchScanner(FileVolume volume, long from, long to, int chunkBytes) {
        this.volume = volume;
        this.to = to;
        this.chunk = ByteBuffer.allocate((int) Math.min(chunkBytes, Math.max(BatchHeader.SIZE, to - from)));
        chunk.limit(0);
        this.chunkStart = from;
        this.position = from;
    }

    /** Moves to the next batch; {@code false} when the range has no further whole batch. */
    boolean next() throws IOException {
        long at = end();
        if (to - at < BatchHeader.SIZE) {
            return false;
        }
        if (at < chunkStart || at + BatchHeader.SIZE > chunkStart + chunk.limit()) {
            fill(at);
        }
        header.at(chunk, (int) (at - chunkStart));
        long declared = header.sizeInBytes();
        if (declared < BatchHeader.SIZE
                || declared > to - at
                || header.magic() != RecordBatch.MAGIC_VALUE_V2
                || header.lastOffsetDelta() < 0
                || header.baseOffset() < 0) {
            return false;
        }
        position = at;
        size = (int) declared;
        return true;
    }

    /** The current batch's header; valid until {@link #next()}. */
    BatchHeader header() {
        return header;
    }

    /** Where the current batch begins. */
    long position() {
        return position;
    }

    /** Size of the current batch. */
    int size() {
        return size;
    }

    /** Where the current batch ends, or the range's beginning before the first. */
    long end() {
        return position + size;
    }

    /** Whether the current batch's bytes are those that its CRC was computed from. The header stays valid. */
    boolean crcMatches() throws IOException {
        keepHeader();
        int stored = header.storedCrc();
        crc.reset();
        long at = position + BatchHeader.CRC_COVERS_FROM;
        long end = end();
        while (at < end) {
            if (at >= chunkStart + chunk.limit()) {
                fill(at);
            }
            int upTo = (int) Math.min(end - chunkStart, chunk.limit());
            ByteBuffer part = chunk.duplicate();
            part.limit(upTo).position((int) (at - chunkStart));
            crc.update(part);
            at = chunkStart + upTo;
        }
        return (int) crc.getValue() == stored;
    }

    /** Reading on overwrites the chunk that the header lies in. */
    private void keepHeader() {
        int at = (int) (position - chunkStart);
        chunk.get(at, kept.array());
        header.at(kept, 0);
    }

    private void fill(long from) throws IOException {
        chunk.clear().limit((int) Math.min(chunk.capacity(), to - from));
        volume.readAt(from, chunk);
        chunk.flip();
        chunkStart = from;
    }
}
