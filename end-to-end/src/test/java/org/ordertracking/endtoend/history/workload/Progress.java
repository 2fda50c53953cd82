package org.ordertracking.endtoend.history.workload;

import java.time.Duration;

/** Counts what the broker acknowledged, over all clients. */
final class Progress {

    private long acknowledged;

    synchronized void acknowledge() {
        acknowledged++;
        notifyAll();
    }

    synchronized long acknowledged() {
        return acknowledged;
    }

    /**
     * Waits until so many were acknowledged.
     *
     * @throws IllegalStateException if the broker acknowledges nothing more for this long
     */
    synchronized void await(long target, Duration limit) throws InterruptedException {
        while (acknowledged < target) {
            long before = acknowledged;
            long deadline = System.nanoTime() + limit.toNanos();
            while (acknowledged == before) {
                long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
                if (left <= 0) {
                    throw new IllegalStateException("nothing was acknowledged for " + limit.toSeconds() + " s, after "
                            + acknowledged + " operations");
                }
                wait(left);
            }
        }
    }
}
