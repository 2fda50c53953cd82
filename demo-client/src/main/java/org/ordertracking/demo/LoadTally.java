package org.ordertracking.demo;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What became of the requests so far. Answers come from other threads. */
final class LoadTally {

    private final long begun;
    private long taken;
    private long refused;
    private long unanswered;
    private long nanos;
    private long longestNanos;

    /**
     * Begins at nothing.
     *
     * @param begun nano time of the run's begin
     */
    LoadTally(long begun) {
        this.begun = begun;
    }

    /** An order that was taken at the begin; how long that took says nothing of the load. */
    synchronized void first() {
        taken++;
    }

    /**
     * A request that ended.
     *
     * @param status of the answer; null when there was none
     * @param failure null when there was an answer
     */
    synchronized void answer(Integer status, Throwable failure, long tookNanos) {
        if (failure != null) {
            unanswered++;
        } else if (status == 202) {
            taken++;
        } else {
            refused++;
        }
        nanos += tookNanos;
        longestNanos = Math.max(longestNanos, tookNanos);
    }

    synchronized boolean allTaken() {
        return refused == 0 && unanswered == 0;
    }

    /** One line for a person. */
    synchronized String summary(long now) {
        double seconds = (now - begun) / 1e9;
        long timed = Math.max(1, taken + refused + unanswered - 1);
        return String.format(
                Locale.ROOT,
                "%d orders taken, %d refused, %d without an answer, in %.1f s (%.1f per second);"
                        + " an answer took %d ms on average, %d ms at most",
                taken,
                refused,
                unanswered,
                seconds,
                taken / Math.max(seconds, 0.001),
                TimeUnit.NANOSECONDS.toMillis(nanos / timed),
                TimeUnit.NANOSECONDS.toMillis(longestNanos));
    }
}
