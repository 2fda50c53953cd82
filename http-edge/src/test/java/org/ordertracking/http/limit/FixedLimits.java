package org.ordertracking.http.limit;

import java.time.Duration;

/** Limits as a test wants them. */
public record FixedLimits(boolean enabled, Duration period, int reads, int writes, int wrongTokens, int clients)
        implements LimitsConfig {

    /** Three reads, two writes, two wrong tokens in ten seconds. */
    public static FixedLimits few() {
        return new FixedLimits(true, Duration.ofSeconds(10), 3, 2, 2, 100);
    }
}
