package org.ordertracking.broker.console;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.ordertracking.broker.console.view.ClusterViews;
import org.ordertracking.broker.log.AppendQueue;
import org.ordertracking.broker.log.LogCounters;

/**
 * Figures one after the other, for one who watches: each tells what has happened since the one before. Not thread-safe. Asks the disk how
 * much is free.
 */
final class FigureSeries {
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final double SLOWEST_SHARE = 0.99;

    private final ConsoleParts parts;
    private Moment before;

    FigureSeries(ConsoleParts parts) {
        this.parts = parts;
        this.before = Moment.of(parts);
    }

    /** What has happened since the last call, or since this series was made. */
    ClusterViews.Figures next() {
        Moment now = Moment.of(parts);
        Moment then = before;
        before = now;
        double seconds = Math.max(1, now.nanos - then.nanos) / NANOS_PER_SECOND;
        return new ClusterViews.Figures(
                parts.clock().millis(),
                (now.records - then.records) / seconds,
                (now.bytes - then.bytes) / seconds,
                (now.networkIn - then.networkIn) / seconds,
                (now.networkOut - then.networkOut) / seconds,
                (now.requests - then.requests) / seconds,
                now.produce.meanSince(then.produce),
                now.produce.slowestSince(then.produce),
                (now.flush.count - then.flush.count) / seconds,
                now.flush.meanSince(then.flush),
                now.flush.slowestSince(then.flush),
                parts.clients().get().size(),
                (int) gauge("broker.requests.in.flight"),
                parts.store().appendQueues().stream()
                        .mapToInt(AppendQueue::tasks)
                        .sum(),
                ClusterQueries.bytes(parts.topics()),
                diskFree(),
                Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
    }

    private long diskFree() {
        try {
            return parts.directory().usableBytes();
        } catch (IOException unknown) {
            return -1;
        }
    }

    private double gauge(String name) {
        Gauge gauge = parts.meters().find(name).gauge();
        return gauge == null ? 0 : gauge.value();
    }

    /** What was counted up to a moment. */
    private record Moment(
            long nanos,
            long records,
            long bytes,
            double networkIn,
            double networkOut,
            long requests,
            Times produce,
            Times flush) {

        private static Moment of(ConsoleParts parts) {
            MeterRegistry meters = parts.meters();
            LogCounters log = parts.store().counters();
            Collection<Timer> all = meters.find("broker.request.duration").timers();
            return new Moment(
                    System.nanoTime(),
                    log.recordsAppended(),
                    log.bytesAppended(),
                    count(meters, "broker.network.received"),
                    count(meters, "broker.network.sent"),
                    all.stream().mapToLong(Timer::count).sum(),
                    Times.of(meters.find("broker.request.duration")
                            .tag("api", "Produce")
                            .timer()),
                    Times.of(meters.find("broker.log.flush").timer()));
        }

        private static double count(MeterRegistry meters, String name) {
            Counter counter = meters.find(name).counter();
            return counter == null ? 0 : counter.count();
        }
    }

    /** What a timer has measured up to a moment; buckets count all that took no longer than their bound. */
    private record Times(long count, double totalMillis, CountAtBucket[] buckets) {

        private static Times of(Timer timer) {
            return timer == null
                    ? new Times(0, 0, new CountAtBucket[0])
                    : new Times(
                            timer.count(),
                            timer.totalTime(TimeUnit.MILLISECONDS),
                            timer.takeSnapshot().histogramCounts());
        }

        private Double meanSince(Times then) {
            long times = count - then.count;
            return times <= 0 ? null : (totalMillis - then.totalMillis) / times;
        }

        private Double slowestSince(Times then) {
            long times = count - then.count;
            if (times <= 0) {
                return null;
            }
            for (int i = 0; i < buckets.length; i++) {
                double since = buckets[i].count() - (i < then.buckets.length ? then.buckets[i].count() : 0);
                if (since >= times * SLOWEST_SHARE && Double.isFinite(buckets[i].bucket())) {
                    return buckets[i].bucket(TimeUnit.MILLISECONDS);
                }
            }
            return null;
        }
    }
}
