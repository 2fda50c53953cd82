package org.ordertracking.broker.net;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;

/**
 * Cuts the byte stream of one connection into frames: a length of four bytes, then that many bytes.
 *
 * <pre>
 *   LENGTH ── four bytes read, length valid ──► WANTS_MEMORY ── {@link #allocate()} ──► BODY ── all bytes read ──► LENGTH
 * </pre>
 *
 * Every byte is copied once, from the network buffer to a heap array of the frame's exact size, which the decoded
 * request then shares. Not thread-safe: it belongs to the connection's event loop.
 */
final class FrameAssembler {
    private static final int LENGTH_BYTES = 4;

    private final int maxFrameBytes;
    private final byte[] length = new byte[LENGTH_BYTES];
    private int lengthRead;
    private int frameBytes = -1;
    private byte[] body;
    private int bodyRead;

    FrameAssembler(int maxFrameBytes) {
        this.maxFrameBytes = maxFrameBytes;
    }

    /**
     * Reads on from {@code input}, at most to the end of one frame.
     *
     * @return the finished frame, or null when more input is needed or {@link #wantsMemory()}
     * @throws FrameRefusedException if the length is negative or over the limit
     */
    ByteBuffer read(ByteBuf input) {
        if (frameBytes < 0 && !readLength(input)) {
            return null;
        }
        if (body == null) {
            return null;
        }
        int count = Math.min(body.length - bodyRead, input.readableBytes());
        input.readBytes(body, bodyRead, count);
        bodyRead += count;
        return bodyRead == body.length ? finish() : null;
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
        body = new byte[frameBytes];
        bodyRead = 0;
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

    private ByteBuffer finish() {
        ByteBuffer frame = ByteBuffer.wrap(body);
        body = null;
        frameBytes = -1;
        lengthRead = 0;
        return frame;
    }
}
