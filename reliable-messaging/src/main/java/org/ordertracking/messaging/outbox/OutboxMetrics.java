package org.ordertracking.messaging.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.ordertracking.messaging.retry.Outage;

/**
 * What the outbox tells about itself. Names are stable, see the README.
 *
 * <p>The gauges show what a sample found a few seconds ago: asking for metrics never waits for the database.
 */
@Singleton
public class OutboxMetrics {

    private static final Logger LOG = Logger.getLogger(OutboxMetrics.class);

    private final OutboxTable table;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Timer latency;
    private final Outage outage =
            new Outage(LOG, "The outbox cannot be counted", "The outbox can be counted again", System::nanoTime);
    private final AtomicReference<OutboxBacklog> backlog = new AtomicReference<>(OutboxBacklog.EMPTY);

    OutboxMetrics(OutboxTable table, Clock clock, MeterRegistry meters) {
        this.table = table;
        this.clock = clock;
        this.meters = meters;
        latency = Timer.builder("outbox.latency")
                .description("From publishing an event to the broker's acknowledgement")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofMinutes(1))
                .register(meters);
        Gauge.builder("outbox.pending", backlog, sample -> sample.get().pending())
                .description("Events that wait to be published")
                .register(meters);
        Gauge.builder("outbox.oldest.age", backlog, sample -> sample.get().ageInSeconds(clock.instant()))
                .description("Age of the oldest event that waits")
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder("outbox.blocked.keys", backlog, sample -> sample.get().blockedKeys())
                .description("Keys whose next event the broker refuses for good")
                .register(meters);
    }

    void published(List<OutboxRow> rows) {
        for (OutboxRow row : rows) {
            counter("outbox.published", row.topic()).increment();
            latency.record(Duration.between(row.occurredAt(), clock.instant()));
        }
    }

    void refused(String topic, int rows) {
        counter("outbox.refused", topic).increment(rows);
    }

    private Counter counter(String name, String topic) {
        return meters.counter(name, "topic", topic);
    }

    @Scheduled(
            every = "{messaging.outbox.sample-interval}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            identity = "outbox-sample")
    void sample() {
        try {
            backlog.set(table.backlog());
            outage.recovered();
        } catch (RuntimeException e) {
            outage.failed(e);
        }
    }
}
