package org.ordertracking.benchmarks.clients;

import java.util.Arrays;
import java.util.Collection;

/** Percentiles of measured times. */
public final class Latencies {

    private final long[] sorted;

    private Latencies(long[] sorted) {
        this.sorted = sorted;
    }

    /** @throws IllegalArgumentException without times */
    public static Latencies of(Collection<long[]> nanoseconds) {
        long[] all = nanoseconds.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        if (all.length == 0) {
            throw new IllegalArgumentException("no times");
        }
        return new Latencies(all);
    }

    /** The time, in milliseconds, that this share of all does not exceed. */
    public double milliseconds(double share) {
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.max(0, Math.min(sorted.length, rank) - 1)] / 1e6;
    }
}
