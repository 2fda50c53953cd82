package org.ordertracking.notification.sending;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import org.ordertracking.messaging.telemetry.DatabaseSample;
import org.ordertracking.notification.storage.NotificationStore;
import org.ordertracking.notification.storage.ParkedEvents;
import org.ordertracking.notification.storage.QueueCount;

/** Shows what waits: messages to be sent, and events whose order's contact is not known. */
@Startup
@Singleton
class QueueMetrics {

    private static final Logger LOG = Logger.getLogger(QueueMetrics.class);

    private final DatabaseSample<QueueCount> pending;
    private final DatabaseSample<Long> parked;

    QueueMetrics(
            MeterRegistry registry, NotificationStore notifications, ParkedEvents parkedEvents, InstantSource clock) {
        pending = new DatabaseSample<>("Pending messages", LOG, QueueCount.EMPTY, notifications::countPending);
        parked = new DatabaseSample<>("Parked events", LOG, 0L, parkedEvents::count);
        Gauge.builder("notifications.pending", () -> pending.last().messages())
                .description("Messages that are not sent yet, those under way included")
                .register(registry);
        Gauge.builder("notifications.oldest.pending", () -> ageInSeconds(clock))
                .description("Age of the oldest of them")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("notifications.parked", parked::last)
                .description("Events that wait for the contact of their order")
                .register(registry);
    }

    private double ageInSeconds(InstantSource clock) {
        return pending.last()
                .oldest()
                .map(oldest ->
                        Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1000.0))
                .orElse(0.0);
    }

    @Scheduled(
            every = "{messaging.metrics.sample-interval}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            identity = "queue-sample")
    void takeSample() {
        pending.take();
        parked.take();
    }
}
