package org.ordertracking.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The orders of a measurement, as far as the shop took them. Answers come from other threads. */
final class Clicks {

    /** An order that was taken, and when the customer clicked. */
    record Click(String orderId, Instant at) {}

    private final List<Click> taken = new ArrayList<>();
    private Duration took = Duration.ZERO;
    private int refused;
    private int unanswered;

    /**
     * A request that ended.
     *
     * @param orderId null when it failed
     * @param failure null when it was taken
     */
    synchronized void answer(Instant click, String orderId, Throwable failure) {
        if (failure == null) {
            taken.add(new Click(orderId, click));
        } else if (failure.getCause() instanceof Shop.RefusedException || failure instanceof Shop.RefusedException) {
            refused++;
        } else {
            unanswered++;
        }
    }

    synchronized void end(Duration sinceBegin) {
        took = sinceBegin;
    }

    synchronized List<Click> taken() {
        return List.copyOf(taken);
    }

    synchronized boolean allTaken() {
        return refused == 0 && unanswered == 0;
    }

    /** One line for a person. */
    synchronized String summary() {
        return String.format(
                Locale.ROOT,
                "%d orders taken, %d refused, %d without an answer, in %.1f s (%.1f per second)",
                taken.size(),
                refused,
                unanswered,
                seconds(took),
                taken.size() / Math.max(seconds(took), 0.001));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
