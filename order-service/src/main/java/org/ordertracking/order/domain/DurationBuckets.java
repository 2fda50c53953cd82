package org.ordertracking.order.domain;

import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Durations counted in buckets whose bounds grow by the same factor, from which percentiles are read that are at most 2 % off,
 * for seconds as for weeks. Counts of several periods or places can be added up; the single durations need not be kept.
 *
 * <p>With the growth γ = (1 + α) / (1 − α), bucket i has the durations from γ^(i−1) to γ^i, and the value 2γ^i / (γ + 1) stands
 * for each of them with a relative error of at most α.
 */
public final class DurationBuckets {

    /** The largest relative error of a percentile. */
    public static final double ERROR = 0.02;

    private static final double GROWTH = (1 + ERROR) / (1 - ERROR);
    private static final double LOG_GROWTH = Math.log(GROWTH);

    private DurationBuckets() {}

    /** The bucket of a duration in milliseconds; what is shorter than one counts as one. */
    public static int of(Duration duration) {
        return (int) Math.ceil(Math.log(Math.max(1, duration.toMillis())) / LOG_GROWTH);
    }

    /** The duration that stands for a bucket. */
    static Duration middle(int bucket) {
        return Duration.ofMillis(Math.round(2 * Math.pow(GROWTH, bucket) / (GROWTH + 1)));
    }

    /**
     * The duration that a share of all does not exceed.
     *
     * @param counts by bucket
     * @param share from 0 to 1, such as 0.95
     * @return empty when nothing was counted
     */
    public static Optional<Duration> percentile(SortedMap<Integer, Long> counts, double share) {
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        long rank = Math.max(1, (long) Math.ceil(share * all));
        long seen = 0;
        for (var bucket : counts.entrySet()) {
            seen += bucket.getValue();
            if (seen >= rank) {
                return Optional.of(middle(bucket.getKey()));
            }
        }
        return Optional.empty();
    }
}
