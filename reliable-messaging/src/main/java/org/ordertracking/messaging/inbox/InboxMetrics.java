package org.ordertracking.messaging.inbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.Config;
import org.ordertracking.messaging.telemetry.Buckets;
import org.ordertracking.messaging.topics.IncomingChannel;

/**
 * What the inbox tells about itself. Names are stable, see docs/metrics.md.
 *
 * <p>Every counter of a configured channel is there from the start, so that the first dead letter can be seen as an increase.
 */
@Startup
@Singleton
class InboxMetrics {

    /** The meters of one topic. */
    private record TopicMeters(
            Counter applied,
            Counter duplicates,
            Counter unknown,
            Counter deadLetters,
            Map<FailureKind, Counter> failedAttempts,
            Timer latency) {

        static TopicMeters of(String topic, MeterRegistry meters) {
            Map<FailureKind, Counter> failedAttempts = new EnumMap<>(FailureKind.class);
            for (FailureKind kind : FailureKind.values()) {
                failedAttempts.put(
                        kind,
                        counter("inbox.failed.attempts", "Attempts to apply an event that failed", topic)
                                .tag("kind", kind.name())
                                .register(meters));
            }
            return new TopicMeters(
                    counter("inbox.applied", "Events applied", topic).register(meters),
                    counter("inbox.duplicates", "Repeated events that changed nothing", topic)
                            .register(meters),
                    counter("inbox.unknown", "Events of a type not known here", topic)
                            .register(meters),
                    counter("inbox.dead.letters", "Records that became dead letters", topic)
                            .register(meters),
                    failedAttempts,
                    Timer.builder("inbox.latency")
                            .description("From what happened to its effect here being committed")
                            .tag("topic", topic)
                            .serviceLevelObjectives(Buckets.onTheLog())
                            .register(meters));
        }

        private static Counter.Builder counter(String name, String description, String topic) {
            return Counter.builder(name).description(description).tag("topic", topic);
        }
    }

    private final MeterRegistry meters;
    private final Clock clock;
    private final Map<String, TopicMeters> topics = new ConcurrentHashMap<>();

    InboxMetrics(MeterRegistry meters, Config config, Clock clock) {
        this.meters = meters;
        this.clock = clock;
        IncomingChannel.of(config).forEach(channel -> of(channel.topic()));
    }

    /**
     * @param happenedAt the event's time
     */
    void applied(String topic, Instant happenedAt) {
        TopicMeters of = of(topic);
        of.applied().increment();
        of.latency().record(Duration.between(happenedAt, clock.instant()));
    }

    void duplicate(String topic) {
        of(topic).duplicates().increment();
    }

    void unknownType(String topic) {
        of(topic).unknown().increment();
    }

    void failedAttempt(String topic, FailureKind kind) {
        of(topic).failedAttempts().get(kind).increment();
    }

    void deadLetter(String topic) {
        of(topic).deadLetters().increment();
    }

    private TopicMeters of(String topic) {
        return topics.computeIfAbsent(topic, first -> TopicMeters.of(first, meters));
    }
}
