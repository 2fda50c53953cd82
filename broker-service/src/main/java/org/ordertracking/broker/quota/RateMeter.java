package org.ordertracking.broker.quota;

import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.stats.Rate;

/**
 * How much somebody used per second, over a sliding window. The window's arithmetic is Kafka's {@link Rate}, without the
 * registry and the threads of Kafka's metrics around it.
 */
final class RateMeter extends Meter {
    private static final MetricConfig WINDOW =
            new MetricConfig().samples(SAMPLES).timeWindow(SAMPLE_SECONDS, TimeUnit.SECONDS);

    private final Rate rate = new Rate();

    /**
     * Counts what was used.
     *
     * @return milliseconds until the rate is at the limit again if nothing more is used; 0 if it is not over it
     */
    synchronized long record(double used, double limit, long nowMillis) {
        touch(nowMillis);
        rate.record(WINDOW, used, nowMillis);
        double observed = rate.measure(WINDOW, nowMillis);
        return observed <= limit
                ? 0
                : Math.max(1, Math.round((observed - limit) / limit * rate.windowSize(WINDOW, nowMillis)));
    }

    /**
     * Counts what was used only if it stays within the limit, or is the first in its window: what alone is over the limit
     * would never get through. Returns as {@link #record}, and 0 if it was counted.
     */
    synchronized long recordWithin(double used, double limit, long nowMillis) {
        if (rate.measure(WINDOW, nowMillis) == 0) {
            record(used, limit, nowMillis);
            return 0;
        }
        long throttle = record(used, limit, nowMillis);
        if (throttle > 0) {
            rate.record(WINDOW, -used, nowMillis);
        }
        return throttle;
    }
}
