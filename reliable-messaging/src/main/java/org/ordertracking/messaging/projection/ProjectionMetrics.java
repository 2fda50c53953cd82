package org.ordertracking.messaging.projection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.ordertracking.messaging.projection.Generation.State;
import org.ordertracking.messaging.telemetry.DatabaseSample;

/**
 * What views tell about themselves. Names are stable, see docs/metrics.md.
 *
 * <p>How far they are is read from the database, so every process of a service tells the same.
 */
@Startup
@Singleton
class ProjectionMetrics {

    private static final Logger LOG = Logger.getLogger(ProjectionMetrics.class);

    /** Records that generations of a view have still to read. */
    private record Progress(Map<String, Long> current, Map<String, Long> building) {
        static final Progress UNKNOWN = new Progress(Map.of(), Map.of());
    }

    private record ViewCounters(Counter applied, Counter unreadable, Counter failed) {}

    private final GenerationTable generations;
    private final PositionTable positions;
    private final Map<String, ViewCounters> views = new HashMap<>();
    private final DatabaseSample<Progress> progress;

    ProjectionMetrics(
            @All List<Projection> projections,
            GenerationTable generations,
            PositionTable positions,
            MeterRegistry meters) {
        this.generations = generations;
        this.positions = positions;
        progress = new DatabaseSample<>("How far the views are", LOG, Progress.UNKNOWN, this::progress);
        for (Projection projection : projections) {
            String view = projection.name();
            views.put(
                    view,
                    new ViewCounters(
                            Counter.builder("projection.applied")
                                    .description("Records applied to a view")
                                    .tag("view", view)
                                    .register(meters),
                            skipped(view, "unreadable", meters),
                            skipped(view, "failed", meters)));
            gauge(
                    "projection.lag",
                    "Records that a view has still to read",
                    view,
                    meters,
                    () -> progress.last().current());
            gauge(
                    "projection.rebuild.remaining",
                    "Records that the generation being built has still to read",
                    view,
                    meters,
                    () -> progress.last().building());
        }
    }

    private static Counter skipped(String view, String reason, MeterRegistry meters) {
        return Counter.builder("projection.skipped")
                .description("Records that a view could not read or apply")
                .tags("view", view, "reason", reason)
                .register(meters);
    }

    private static void gauge(
            String name, String description, String view, MeterRegistry meters, Supplier<Map<String, Long>> of) {
        Gauge.builder(name, () -> of.get().getOrDefault(view, 0L))
                .description(description)
                .baseUnit("records")
                .tag("view", view)
                .register(meters);
    }

    void applied(String view, long records) {
        views.get(view).applied().increment(records);
    }

    void unreadable(String view) {
        views.get(view).unreadable().increment();
    }

    void failed(String view) {
        views.get(view).failed().increment();
    }

    private Progress progress() {
        Map<String, Long> current = new HashMap<>();
        Map<String, Long> building = new HashMap<>();
        for (Generation generation : generations.kept()) {
            long toDo = positions.of(generation.id()).stream()
                    .mapToLong(Position::toDo)
                    .sum();
            (generation.state() == State.CURRENT ? current : building).put(generation.view(), toDo);
        }
        return new Progress(current, building);
    }

    @Scheduled(
            every = "{messaging.metrics.sample-interval}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            identity = "projection-sample")
    void sample() {
        if (!views.isEmpty()) {
            progress.take();
        }
    }
}
