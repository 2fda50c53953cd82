package org.ordertracking.broker.quota;

/** What somebody used of a quota. */
abstract class Meter {
    /** Samples in a window, as by default in Kafka ({@code quota.window.num}). */
    static final int SAMPLES = 11;

    /** Length of a sample, as by default in Kafka ({@code quota.window.size.seconds}). */
    static final int SAMPLE_SECONDS = 1;

    private volatile long lastUsedMillis;

    final void touch(long nowMillis) {
        lastUsedMillis = nowMillis;
    }

    final boolean isIdle(long nowMillis, long forMillis) {
        return nowMillis - lastUsedMillis > forMillis;
    }
}
