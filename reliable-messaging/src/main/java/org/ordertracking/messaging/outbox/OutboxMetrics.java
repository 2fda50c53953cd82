package org.ordertracking.messaging.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.ordertracking.messaging.telemetry.Buckets;
import org.ordertracking.messaging.telemetry.DatabaseSample;
import org.ordertracking.messaging.topics.TopicsConfig;

/**
 * What the outbox tells about itself. Names are stable, see docs/metrics.md.
 *
 * <p>Every counter is there from the start, so that the first event can be seen as an increase.
 */
@Startup
@Singleton
public class OutboxMetrics {

    private static final Logger LOG = Logger.getLogger(OutboxMetrics.class);

    /** The counters of one topic. */
    private record TopicCounters(Counter published, Counter failed, Counter refused) {

        static TopicCounters of(String topic, MeterRegistry meters) {
            return new TopicCounters(
                    counter("outbox.published", "Events published", topic, meters),
                    counter("outbox.failed", "Attempts to publish that failed and are repeated", topic, meters),
                    counter("outbox.refused", "Events that the broker refuses for good", topic, meters));
        }

        private static Counter counter(String name, String description, String topic, MeterRegistry meters) {
            return Counter.builder(name)
                    .description(description)
                    .tag("topic", topic)
                    .register(meters);
        }
    }

    private final Clock clock;
    private final Map<String, TopicCounters> topics = new HashMap<>();
    private final Timer latency;
    private final DatabaseSample<OutboxBacklog> backlog;

    OutboxMetrics(OutboxTable table, Clock clock, TopicsConfig config, MeterRegistry meters) {
        this.clock = clock;
        config.own().orElse(Set.of()).forEach(topic -> topics.put(topic, TopicCounters.of(topic, meters)));
        latency = Timer.builder("outbox.latency")
                .description("From publishing an event to the broker's acknowledgement")
                .serviceLevelObjectives(Buckets.onTheLog())
                .register(meters);
        backlog = new DatabaseSample<>("The outbox", LOG, OutboxBacklog.EMPTY, table::backlog);
        Gauge.builder("outbox.pending", backlog, sample -> sample.last().pending())
                .description("Events that wait to be published")
                .register(meters);
        Gauge.builder("outbox.oldest.age", backlog, sample -> sample.last().ageInSeconds(clock.instant()))
                .description("Age of the oldest event that waits")
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder("outbox.blocked.keys", backlog, sample -> sample.last().blockedKeys())
                .description("Keys whose next event the broker refuses for good")
                .register(meters);
    }

    void published(List<OutboxRow> rows) {
        for (OutboxRow row : rows) {
            topics.get(row.topic()).published().increment();
            latency.record(Duration.between(row.occurredAt(), clock.instant()));
        }
    }

    void failed(String topic, int rows) {
        topics.get(topic).failed().increment(rows);
    }

    void refused(String topic, int rows) {
        topics.get(topic).refused().increment(rows);
    }

    @Scheduled(
            every = "{messaging.metrics.sample-interval}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            identity = "outbox-sample")
    void sample() {
        backlog.take();
    }
}
