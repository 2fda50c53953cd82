package org.ordertracking.broker.net;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Tells when a client has begun a request, so that memory is held for it, and then sends nothing for too long, or all of it
 * too slowly: others wait for that memory. It belongs to the connection's event loop.
 *
 * <pre>
 *   IDLE ── {@link #await} ──► WATCHING ── frame there ──► IDLE
 *                                 └─────── silent, or slow, for too long ──► LATE
 * </pre>
 */
final class FrameDeadline {
    /** What a client has to send in a second, beyond the time that each frame has anyway. */
    static final int SLOWEST_BYTES_PER_SECOND = 1 << 20;

    private final EventLoop loop;
    private final long timeoutNanos;
    private final BooleanSupplier pending;
    private final BooleanSupplier read;
    private final Consumer<String> onLate;
    private int frame;
    private int bytes;
    private long allowedNanos;
    private long begunAt;
    private long heardAt;
    private boolean watching;

    /**
     * @param timeout how long a client may be silent, and at the least how long a frame may take
     * @param pending whether there is a part of a frame
     * @param read whether the client is read from: while it is not, the delay is not its fault
     * @param onLate gets the reason to hang up
     */
    FrameDeadline(
            EventLoop loop, Duration timeout, BooleanSupplier pending, BooleanSupplier read, Consumer<String> onLate) {
        this.loop = loop;
        this.timeoutNanos = timeout.toNanos();
        this.pending = pending;
        this.read = read;
        this.onLate = onLate;
    }

    /**
     * The rest of a frame is awaited from now on.
     *
     * @param number tells it from the frames before
     */
    void await(int number, int frameBytes) {
        heardAt = System.nanoTime();
        if (number != frame) {
            frame = number;
            bytes = frameBytes;
            begunAt = heardAt;
            allowedNanos = timeoutNanos + TimeUnit.SECONDS.toNanos(bytes / SLOWEST_BYTES_PER_SECOND);
        }
        watch(timeoutNanos);
    }

    /** One look per timeout at most, however many frames come in pieces. */
    private void watch(long nanos) {
        if (!watching) {
            watching = true;
            loop.schedule(this::look, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void look() {
        watching = false;
        if (!pending.getAsBoolean()) {
            return;
        }
        long now = System.nanoTime();
        if (!read.getAsBoolean()) {
            begunAt = now;
            watch(timeoutNanos);
            return;
        }
        long untilSilent = timeoutNanos - (now - heardAt);
        long untilSlow = allowedNanos - (now - begunAt);
        if (untilSilent > 0 && untilSlow > 0) {
            watch(Math.min(untilSilent, untilSlow));
        } else {
            long exceeded = untilSilent > 0 ? allowedNanos : timeoutNanos;
            onLate.accept("the rest of a frame of %d bytes did not come within %d s"
                    .formatted(bytes, TimeUnit.NANOSECONDS.toSeconds(exceeded)));
        }
    }
}
