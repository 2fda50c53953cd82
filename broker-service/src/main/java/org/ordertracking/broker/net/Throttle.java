package org.ordertracking.broker.net;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;

/**
 * Why a client over its quota is not read from for a while. Of several pauses the longest counts. It belongs to the
 * connection's event loop.
 *
 * <pre>
 *   OFF ── {@link #pause} ──► ON ── time over · {@link #lift} ──► OFF
 * </pre>
 */
final class Throttle {
    private final EventLoop loop;
    private final Runnable onOver;
    private long untilNanos;
    private boolean on;

    /**
     * @param onOver called when a pause is over
     */
    Throttle(EventLoop loop, Runnable onOver) {
        this.loop = loop;
        this.onOver = onOver;
    }

    boolean isOn() {
        return on;
    }

    /**
     * @return whether a pause begins with this, rather than goes on for longer
     */
    boolean pause(int millis) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        if (!on || until - untilNanos > 0) {
            untilNanos = until;
        }
        if (on) {
            return false;
        }
        on = true;
        loop.schedule(this::look, millis, TimeUnit.MILLISECONDS);
        return true;
    }

    /** Ends a pause before its time, without a call of {@code onOver}. */
    void lift() {
        on = false;
    }

    private void look() {
        if (!on) {
            return;
        }
        long left = untilNanos - System.nanoTime();
        if (left > 0) {
            loop.schedule(this::look, left, TimeUnit.NANOSECONDS);
            return;
        }
        on = false;
        onOver.run();
    }
}
