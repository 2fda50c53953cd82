package org.ordertracking.notification.domain;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * How often and how far apart a message is tried: the pause doubles from {@code firstPause} up to {@code longestPause}.
 * Of that, each message waits a share between a half and the whole, so that those that failed together do not come back
 * together.
 *
 * @param maxAttempts attempts in all, the first one included, at least 1
 */
public record RetryPolicy(int maxAttempts, Duration firstPause, Duration longestPause) {

    /** Doublings after which any pause has long reached its limit; more would overflow. */
    private static final int MAX_DOUBLINGS = 30;

    public RetryPolicy {
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("maxAttempts must be at least 1, was " + maxAttempts);
        }
        if (firstPause.isNegative() || firstPause.isZero()) {
            throw new IllegalArgumentException("firstPause must be longer than nothing, was " + firstPause);
        }
        if (longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException(
                    "longestPause (" + longestPause + ") must not be shorter than firstPause (" + firstPause + ")");
        }
    }

    /** Whether no further attempt may follow after this many. */
    public boolean isExhaustedAfter(int attempts) {
        return attempts >= maxAttempts;
    }

    /**
     * The pause after the given number of attempts, counted from 1.
     *
     * @param message the message's id, from which its share of the pause follows: other messages have others, and it has
     *     another after every attempt
     */
    public Duration pauseAfter(int attempts, UUID message) {
        long whole = wholePauseAfter(attempts).toMillis();
        long half = whole / 2;
        return Duration.ofMillis(half + new SplittableRandom(seed(message, attempts)).nextLong(whole - half + 1));
    }

    private Duration wholePauseAfter(int attempts) {
        int doublings = Math.min(Math.max(attempts - 1, 0), MAX_DOUBLINGS);
        long limit = longestPause.toMillis();
        long first = firstPause.toMillis();
        return first > (limit >> doublings) ? longestPause : Duration.ofMillis(first << doublings);
    }

    private static long seed(UUID message, int attempts) {
        return message.getMostSignificantBits() ^ Long.rotateLeft(message.getLeastSignificantBits(), attempts);
    }
}
