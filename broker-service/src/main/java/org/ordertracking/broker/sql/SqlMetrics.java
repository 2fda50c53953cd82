package org.ordertracking.broker.sql;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.ordertracking.broker.sql.SqlException.Kind;

/** What is told of queries: how many there were and what became of them, how long they took, what they have read. */
final class SqlMetrics {
    /** From a query over nothing in an engine that is there to one that takes all the time it may. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };

    private final MeterRegistry registry;
    private final Counter answered;
    private final Map<Kind, Counter> unanswered = new EnumMap<>(Kind.class);
    private final Timer duration;
    private final Counter records;
    private final Counter bytes;

    /**
     * @param running queries that are open
     */
    SqlMetrics(MeterRegistry registry, Supplier<Number> running) {
        this.registry = registry;
        answered = outcome("ok");
        for (Kind kind : Kind.values()) {
            unanswered.put(kind, outcome(kind.name().toLowerCase(Locale.ROOT)));
        }
        Gauge.builder("broker.sql.running", running)
                .description("Queries in SQL that are open, live ones included")
                .register(registry);
        duration = Timer.builder("broker.sql.duration")
                .description("Time of a query in SQL, or of a refresh of a live one")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
        records = Counter.builder("broker.sql.read.records")
                .description("Records that queries in SQL have read")
                .register(registry);
        bytes = Counter.builder("broker.sql.read")
                .description("Bytes of their keys, values and headers")
                .baseUnit("bytes")
                .register(registry);
    }

    private Counter outcome(String outcome) {
        return Counter.builder("broker.sql.queries")
                .description("Queries in SQL and refreshes of live ones, by what became of them")
                .tag("outcome", outcome)
                .register(registry);
    }

    void read(long recordBytes) {
        records.increment();
        bytes.increment(recordBytes);
    }

    void answered(long nanos) {
        answered.increment();
        duration.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** One that was begun. */
    void failed(Kind why, long nanos) {
        refused(why);
        duration.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** One that was not begun. */
    void refused(Kind why) {
        unanswered.get(why).increment();
    }
}
