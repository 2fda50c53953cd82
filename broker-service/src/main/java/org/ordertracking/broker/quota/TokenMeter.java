package org.ordertracking.broker.quota;

import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.Quota;
import org.apache.kafka.common.metrics.stats.TokenBucket;

/** A bucket that refills with time and may be overdrawn once (KIP-599). The arithmetic is Kafka's {@link TokenBucket}. */
final class TokenMeter extends Meter {
    private final TokenBucket bucket = new TokenBucket();

    /**
     * Takes tokens, though there may not be enough.
     *
     * @return milliseconds until the bucket is no longer overdrawn; 0 if it is not
     */
    synchronized long record(double used, double limit, long nowMillis) {
        touch(nowMillis);
        bucket.record(config(limit), used, nowMillis);
        return untilFilled(limit, nowMillis);
    }

    /** Takes tokens only if the bucket is not overdrawn; returns 0 then, or else as {@link #record}. */
    synchronized long recordWithin(double used, double limit, long nowMillis) {
        touch(nowMillis);
        long throttle = untilFilled(limit, nowMillis);
        if (throttle == 0) {
            bucket.record(config(limit), used, nowMillis);
        }
        return throttle;
    }

    private long untilFilled(double limit, long nowMillis) {
        double tokens = bucket.measure(config(limit), nowMillis);
        return tokens >= 0 ? 0 : Math.max(1, Math.round(-tokens / limit * TimeUnit.SECONDS.toMillis(1)));
    }

    private static MetricConfig config(double limit) {
        return new MetricConfig()
                .samples(SAMPLES)
                .timeWindow(SAMPLE_SECONDS, TimeUnit.SECONDS)
                .quota(Quota.upperBound(limit));
    }
}
