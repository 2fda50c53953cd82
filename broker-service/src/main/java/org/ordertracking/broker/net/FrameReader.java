package org.ordertracking.broker.net;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/**
 * The frames of one connection, read from what came in, with their share of {@link RequestMemory}. Belongs to the
 * connection's event loop.
 *
 * <pre>
 *   READING ── no memory for the next frame ──► WAITING ── memory granted ──► READING ── close ──► CLOSED
 * </pre>
 */
final class FrameReader {
    private final FrameAssembler assembler;
    private final RequestMemory memory;
    private final Executor loop;
    private final Runnable readOn;
    private final Deque<ByteBuf> input = new ArrayDeque<>(1);
    private boolean waiting;
    private boolean granted;
    private boolean closed;
    private int begun;

    /**
     * @param loop the connection's
     * @param readOn called on it when there is memory for the frame that {@link #next} could not go on with
     */
    FrameReader(FrameAssembler assembler, RequestMemory memory, Executor loop, Runnable readOn) {
        this.assembler = assembler;
        this.memory = memory;
        this.loop = loop;
        this.readOn = readOn;
    }

    /** How many frames have been begun; tells one frame that is awaited from the next. */
    int begun() {
        return begun;
    }

    /** Takes over what came in. */
    void add(ByteBuf chunk) {
        input.add(chunk);
    }

    boolean hasInput() {
        return !input.isEmpty();
    }

    boolean waitsForMemory() {
        return waiting;
    }

    /** Whether the client still owes the rest of a frame. */
    boolean hasPartOfFrame() {
        return assembler.holdsMemory();
    }

    /** Bytes of the frame being read. */
    int frameBytes() {
        return assembler.frameBytes();
    }

    /**
     * The next whole frame, to be {@linkplain #letGoOf let go of} once it is served.
     *
     * @return null when the input is used up or memory has to be waited for
     * @throws FrameRefusedException if the frame cannot be read; the connection has to be closed then
     */
    ByteBuf next() {
        while (!waiting && !input.isEmpty()) {
            ByteBuf chunk = input.peek();
            ByteBuf frame = assembler.read(chunk);
            if (frame == null && assembler.wantsMemory()) {
                if (!granted && !memory.reserve(assembler.frameBytes(), () -> loop.execute(this::onGranted))) {
                    waiting = true;
                    return null;
                }
                granted = false;
                allocate();
                frame = assembler.read(chunk);
            }
            if (!chunk.isReadable()) {
                input.remove().release();
            }
            if (frame != null) {
                return frame;
            }
        }
        return null;
    }

    /** Gives a frame's memory back; nobody looks at its bytes any more. Any thread may call. */
    void letGoOf(ByteBuf frame) {
        int bytes = frame.capacity();
        frame.release();
        memory.release(bytes);
    }

    void close() {
        closed = true;
        input.forEach(ByteBuf::release);
        input.clear();
        if (assembler.holdsMemory() || granted) {
            assembler.discard();
            memory.release(assembler.frameBytes());
        }
    }

    private void onGranted() {
        waiting = false;
        if (closed) {
            memory.release(assembler.frameBytes());
            return;
        }
        granted = true;
        readOn.run();
    }

    private void allocate() {
        try {
            assembler.allocate();
            begun++;
        } catch (OutOfMemoryError noMemory) {
            memory.release(assembler.frameBytes());
            throw FrameRefusedException.unaffordable(assembler.frameBytes(), noMemory);
        }
    }
}
