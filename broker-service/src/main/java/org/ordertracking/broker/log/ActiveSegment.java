package org.ordertracking.broker.log;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The segment that is being written: its file, its index, and how far it is written. Used by the log's thread only; readers see the
 * {@link Segment}.
 */
final class ActiveSegment {

    private final Segment segment;
    private final FileVolume volume;
    private final MemoryIndex index;
    private int size;
    private long firstAppendMillis;
    private boolean dirty;

    /** From which the jitter of a segment's age is taken: neighbours, in the log or beside it, get values far apart. */
    private static final int SPREAD = 0x9E3779B9;

    /** @param firstAppendMillis when the first batch was appended, of no matter when there is none */
    ActiveSegment(Segment segment, FileVolume volume, long firstAppendMillis) {
        this.segment = segment;
        this.volume = volume;
        this.index = segment.memoryIndex();
        this.size = segment.visibleBytes();
        this.firstAppendMillis = firstAppendMillis;
    }

    /** A write failed and its first part cannot be taken back: what stands behind the last good batch is unknown. */
    static final class TornWriteException extends IOException {

        private static final long serialVersionUID = 1L;

        TornWriteException(IOException write, IOException truncation) {
            super("a torn write cannot be cut off: " + truncation.getMessage(), write);
            addSuppressed(truncation);
        }
    }

    Segment segment() {
        return segment;
    }

    MemoryIndex index() {
        return index;
    }

    /** Bytes written so far; where the next batch goes. */
    int size() {
        return size;
    }

    /** When the first batch was appended; of no meaning when there is none. */
    long firstAppendMillis() {
        return firstAppendMillis;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Whether something is written that is not forced. */
    boolean isDirty() {
        return dirty;
    }

    /** Whether a segment that may have so many bytes, and be so old, has room for some more up to an offset. */
    boolean hasRoom(int bytes, long lastOffset, long now, LogSettings settings) {
        return size <= settings.segmentBytes() - bytes
                && lastOffset - segment.baseOffset() <= Integer.MAX_VALUE
                && (isEmpty() || now - firstAppendMillis < settings.segmentMillis() - jitter(settings));
    }

    private long jitter(LogSettings settings) {
        long most = Math.min(settings.segmentJitterMillis(), settings.segmentMillis());
        return most == 0 ? 0 : Integer.toUnsignedLong(segment.file().hashCode() * SPREAD) % most;
    }

    /**
     * Writes bytes behind the last ones.
     *
     * @throws TornWriteException when the segment cannot be used any more
     * @throws IOException when it is as it was before
     */
    void write(ByteBuffer bytes, long now) throws IOException {
        dirty = true;
        try {
            volume.writeAt(size, bytes.duplicate());
        } catch (IOException e) {
            try {
                volume.truncateTo(size);
            } catch (IOException alsoFailed) {
                throw new TornWriteException(e, alsoFailed);
            }
            throw e;
        }
        if (isEmpty()) {
            firstAppendMillis = now;
        }
    }

    /** Takes note of a batch that was written at a distance from the last good end. */
    void index(BatchHeader batch, int distance) {
        int position = size + distance;
        index.add(batch.baseOffset(), position, batch.maxTimestamp());
        index.endsAt(batch.lastOffset() + 1, position + (int) batch.sizeInBytes());
    }

    /** What was written is good. */
    void grow(int bytes) {
        size += bytes;
    }

    void force() throws IOException {
        volume.force();
        dirty = false;
    }

    /** Lets readers see what was written. */
    void publish() {
        segment.publish(size);
    }

    void close() {
        volume.close();
    }
}
