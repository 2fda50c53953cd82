package org.ordertracking.messaging.telemetry;

import java.time.Duration;
import java.util.stream.Stream;

/** Upper bounds of the buckets of histograms. Fixed, so that instances can be added up and series stay few. */
public final class Buckets {

    static final Duration[] REQUESTS = millis(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000);

    private static final Duration[] ON_THE_LOG =
            millis(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000);

    private Buckets() {}

    /** For the way of an event from one service to the next: milliseconds, or as long as somebody was down. */
    public static Duration[] onTheLog() {
        return ON_THE_LOG.clone();
    }

    static double[] nanos(Duration... bounds) {
        return Stream.of(bounds).mapToDouble(Duration::toNanos).toArray();
    }

    private static Duration[] millis(long... bounds) {
        Duration[] durations = new Duration[bounds.length];
        for (int i = 0; i < bounds.length; i++) {
            durations[i] = Duration.ofMillis(bounds[i]);
        }
        return durations;
    }
}
