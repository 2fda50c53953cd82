package org.ordertracking.broker.net;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Tells when a client has begun a request, so that memory is held for it, and then sends nothing for too long. It belongs to
 * the connection's event loop.
 *
 * <pre>
 *   IDLE ── {@link #await} ──► WATCHING ── frame there ──► IDLE
 *                                 └─────── time over ──► LATE
 * </pre>
 */
final class FrameDeadline {
    private final EventLoop loop;
    private final long timeoutNanos;
    private final BooleanSupplier pending;
    private final BooleanSupplier read;
    private final Runnable onLate;
    private long waitingSince;
    private boolean watching;

    /**
     * @param pending whether there is a part of a frame
     * @param read whether the client is read from: while it is not, the delay is not its fault
     */
    FrameDeadline(EventLoop loop, long timeoutNanos, BooleanSupplier pending, BooleanSupplier read, Runnable onLate) {
        this.loop = loop;
        this.timeoutNanos = timeoutNanos;
        this.pending = pending;
        this.read = read;
        this.onLate = onLate;
    }

    /** The rest of a frame is awaited from now on. */
    void await() {
        waitingSince = System.nanoTime();
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
        long left = timeoutNanos - (System.nanoTime() - waitingSince);
        if (!read.getAsBoolean()) {
            watch(timeoutNanos);
        } else if (left > 0) {
            watch(left);
        } else {
            onLate.run();
        }
    }
}
