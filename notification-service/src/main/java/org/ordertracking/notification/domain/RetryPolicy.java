package org.ordertracking.notification.domain;

import java.time.Duration;

/**
 * How often and how far apart a message is tried: the pause doubles from {@code firstPause} up to {@code longestPause}.
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

    /** The pause after the given number of attempts, counted from 1. */
    public Duration pauseAfter(int attempts) {
        int doublings = Math.min(Math.max(attempts - 1, 0), MAX_DOUBLINGS);
        long limit = longestPause.toMillis();
        long first = firstPause.toMillis();
        return first > (limit >> doublings) ? longestPause : Duration.ofMillis(first << doublings);
    }
}
