package org.ordertracking.messaging.deadletters;

import java.time.Duration;

/** Settings with pauses that no test has to wait for. */
final class QuickPauses implements DeadLettersConfig {

    @Override
    public Duration firstPause() {
        return Duration.ofMillis(1);
    }

    @Override
    public Duration longestPause() {
        return Duration.ofMillis(5);
    }

    @Override
    public int maxStoredBytes() {
        return 1024 * 1024;
    }

    @Override
    public Duration keep() {
        return Duration.ofDays(60);
    }
}
