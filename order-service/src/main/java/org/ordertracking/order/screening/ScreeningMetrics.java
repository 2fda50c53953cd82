package org.ordertracking.order.screening;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.ordertracking.events.OrderScreened.Rule;
import org.ordertracking.messaging.telemetry.Buckets;
import org.ordertracking.order.screening.rule.Finding;

/**
 * Counts verdicts as they are written, so one that is written again after a crash is counted again. Names are stable, see
 * docs/metrics.md.
 */
@Singleton
class ScreeningMetrics {

    private final MeterRegistry registry;
    private final AtomicBoolean running = new AtomicBoolean();
    private final Counter unreadable;
    private final Timer delay;

    ScreeningMetrics(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("order.screening.running", () -> running.get() ? 1 : 0)
                .description("1 while this instance screens orders or stands by to, 0 while it cannot or gets ready to")
                .register(registry);
        unreadable = Counter.builder("order.screening.unreadable")
                .description("Records of the topic orders that could not be read and were not screened")
                .baseUnit("records")
                .register(registry);
        delay = Timer.builder("order.screening.delay")
                .description("From the placing of an order to the verdict on it")
                .serviceLevelObjectives(Buckets.onTheLog())
                .register(registry);
        Stream.concat(
                        Stream.of(Optional.<Rule>empty()),
                        Stream.of(Rule.values()).map(Optional::of))
                .forEach(this::verdicts);
    }

    void running(boolean now) {
        running.set(now);
    }

    void unreadable() {
        unreadable.increment();
    }

    void verdict(Finding finding, Instant placed, long nowMillis) {
        verdicts(finding.broken()).increment();
        delay.record(Duration.ofMillis(Math.max(0, nowMillis - placed.toEpochMilli())));
    }

    private Counter verdicts(Optional<Rule> broken) {
        return Counter.builder("order.screening.verdicts")
                .description("Verdicts on orders")
                .tag(
                        "rule",
                        broken.map(rule -> rule.name().toLowerCase(Locale.ROOT)).orElse("none"))
                .register(registry);
    }
}
