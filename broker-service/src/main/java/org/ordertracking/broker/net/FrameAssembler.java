package org.ordertracking.broker.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;

/**
 * Cuts the byte stream of one connection into frames: a length of four bytes, then that many bytes.
 *
 * <pre>
 *   LENGTH ── four bytes read, length valid ──► WANTS_MEMORY ── {@link #allocate()} ──► BODY ── all bytes read ──► LENGTH
 * </pre>
 *
 * Every byte is copied once, from the network buffer to one of the frame's exact size, which the decoded request then shares.
 * Large frames, which are those that carry records, get a pooled buffer outside of the heap: from there they go to the disk
 * without another copy, and large arrays that live for a millisecond are no work for the garbage collector. Not thread-safe: it
 * belongs to the connection's event loop.
 */
final class FrameAssembler {
    /** Frames from here on are pooled: below, an array is cheaper than taking a buffer from the pool and giving it back. */
    static final int POOLED_BYTES = 8 << 10;

    private static final int LENGTH_BYTES = 4;

    private final ByteBufAllocator allocator;
    private final int maxFrameBytes;
    private final byte[] length = new byte[LENGTH_BYTES];
    private int lengthRead;
    private int frameBytes = -1;
    private ByteBuf body;

    FrameAssembler(ByteBufAllocator allocator, int maxFrameBytes) {
        this.allocator = allocator;
        this.maxFrameBytes = maxFrameBytes;
    }

    /**
     * Reads on from {@code input}, at most to the end of one frame.
     *
     * @return the finished frame, which the caller releases, or null when more input is needed or {@link #wantsMemory()}
     * @throws FrameRefusedException if the length is negative or over the limit
     */
    ByteBuf read(ByteBuf input) {
        if (frameBytes < 0 && !readLength(input)) {
            return null;
        }
        if (body == null) {
            return null;
        }
        body.writeBytes(input, Math.min(body.writableBytes(), input.readableBytes()));
        return body.isWritable() ? null : finish();
    }

    /** Whether a length was read whose body has no memory yet; nothing is read until {@link #allocate()}. */
    boolean wantsMemory() {
        return frameBytes >= 0 && body == null;
    }

    /** Bytes of the frame being read, without its length prefix; only while one is being read. */
    int frameBytes() {
        return frameBytes;
    }

    /** Whether memory is held for a frame that is not finished. */
    boolean holdsMemory() {
        return body != null;
    }

    void allocate() {
        body = frameBytes < POOLED_BYTES
                ? Unpooled.wrappedBuffer(new byte[frameBytes]).clear()
                : allocator.directBuffer(frameBytes, frameBytes);
    }

    /** Lets go of a frame that will not be finished. */
    void discard() {
        if (body != null) {
            body.release();
            body = null;
        }
    }

    private boolean readLength(ByteBuf input) {
        int count = Math.min(LENGTH_BYTES - lengthRead, input.readableBytes());
        input.readBytes(length, lengthRead, count);
        lengthRead += count;
        if (lengthRead < LENGTH_BYTES) {
            return false;
        }
        int announced = ByteBuffer.wrap(length).getInt();
        if (announced < 0) {
            throw FrameRefusedException.negative(announced);
        }
        if (announced > maxFrameBytes) {
            throw FrameRefusedException.oversized(announced, maxFrameBytes);
        }
        frameBytes = announced;
        return true;
    }

    private ByteBuf finish() {
        ByteBuf frame = body;
        body = null;
        frameBytes = -1;
        lengthRead = 0;
        return frame;
    }
}
