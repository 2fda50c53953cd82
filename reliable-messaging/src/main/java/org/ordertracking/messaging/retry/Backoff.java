package org.ordertracking.messaging.retry;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Pauses between attempts: each twice as long as the one before, up to a limit, and shortened by up to a quarter at
 * random so that several waiting parties do not come back in step.
 *
 * @param first pause after the first failure, more than zero
 * @param longest no pause is longer
 */
public record Backoff(Duration first, Duration longest) {

    private static final int MAX_DOUBLINGS = 30;

    public Backoff {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "A back-off must begin above zero and end no earlier, was " + first + " to " + longest);
        }
    }

    /** The pause after this many failures in a row, from 1. */
    public Duration after(int failures) {
        int doublings = Math.min(Math.max(failures - 1, 0), MAX_DOUBLINGS);
        long grown = Math.min(longest.toMillis(), first.toMillis() << doublings);
        long shortened = grown - ThreadLocalRandom.current().nextLong(grown / 4 + 1);
        return Duration.ofMillis(Math.max(1, shortened));
    }
}
