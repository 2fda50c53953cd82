package org.ordertracking.order.controlroom;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.ordertracking.order.domain.DurationBuckets;
import org.ordertracking.order.store.SalesStore;
import org.ordertracking.order.store.StuckOrderStore;

/** What this service's own database tells of orders. Blocking. */
@Singleton
class OwnFigures {

    private static final int MINUTES = 15;
    private static final int COUNTED = 100;

    private final SalesStore sales;
    private final StuckOrderStore stuck;
    private final InstantSource clock;

    OwnFigures(SalesStore sales, StuckOrderStore stuck, InstantSource clock) {
        this.sales = sales;
        this.stuck = stuck;
        this.clock = clock;
    }

    Snapshot.Figures look() {
        Instant end = clock.instant().truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        Instant first = end.minus(MINUTES, ChronoUnit.MINUTES);
        SortedMap<Instant, Long> placed = sales.ordersPerMinute(first, end);
        SortedMap<Integer, Long> times = sales.deliveryTimes();
        int marked = stuck.page(Optional.empty(), COUNTED + 1).size();
        return new Snapshot.Figures(
                Stream.iterate(first, minute -> minute.plus(1, ChronoUnit.MINUTES))
                        .limit(MINUTES)
                        .map(minute -> placed.getOrDefault(minute, 0L))
                        .toList(),
                times.values().stream().mapToLong(Long::longValue).sum(),
                DurationBuckets.percentile(times, 0.5).map(OwnFigures::seconds).orElse(null),
                DurationBuckets.percentile(times, 0.95).map(OwnFigures::seconds).orElse(null),
                Math.min(marked, COUNTED),
                marked > COUNTED);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
