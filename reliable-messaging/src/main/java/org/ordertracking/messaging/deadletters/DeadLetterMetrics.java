package org.ordertracking.messaging.deadletters;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;
import org.ordertracking.messaging.telemetry.DatabaseSample;
import org.ordertracking.messaging.topics.IncomingChannel;

/**
 * What there is to be told of dead letters. Names are stable, see docs/metrics.md.
 *
 * <p>The series of every topic that the service reads are there from the start.
 */
@Startup
@Singleton
public class DeadLetterMetrics {

    private static final Logger LOG = Logger.getLogger(DeadLetterMetrics.class);

    /** The series of one topic. */
    private record TopicMeters(Counter replayed, Counter discarded) {}

    private final MeterRegistry meters;
    private final DatabaseSample<Map<String, Long>> open;
    private final Map<String, TopicMeters> topics = new ConcurrentHashMap<>();

    DeadLetterMetrics(DeadLetterTable table, DeadLetterWriter writer, Config config, MeterRegistry meters) {
        this.meters = meters;
        this.open = new DatabaseSample<>("Dead letters", LOG, Map.of(), table::countOpen);
        Gauge.builder("dead.letters.waiting", writer, DeadLetterWriter::waiting)
                .description("Letters that are not on the log yet")
                .register(meters);
        IncomingChannel.of(config).forEach(channel -> of(channel.topic()));
    }

    void replayed(String topic) {
        of(topic).replayed().increment();
    }

    void discarded(String topic) {
        of(topic).discarded().increment();
    }

    @Scheduled(
            every = "{messaging.metrics.sample-interval}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            identity = "dead-letter-sample")
    void sample() {
        open.take();
    }

    private TopicMeters of(String topic) {
        return topics.computeIfAbsent(topic, this::register);
    }

    private TopicMeters register(String topic) {
        Gauge.builder("dead.letters.open", open, sample -> sample.last().getOrDefault(topic, 0L))
                .description("Letters that wait for a decision")
                .tag("topic", topic)
                .register(meters);
        return new TopicMeters(
                Counter.builder("dead.letters.replayed")
                        .description("Letters sent back to their topic")
                        .tag("topic", topic)
                        .register(meters),
                Counter.builder("dead.letters.discarded")
                        .description("Letters put away for good")
                        .tag("topic", topic)
                        .register(meters));
    }
}
