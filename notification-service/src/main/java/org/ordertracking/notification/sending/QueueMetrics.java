package org.ordertracking.notification.sending;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.ordertracking.notification.storage.NotificationStore;
import org.ordertracking.notification.storage.ParkedEvents;

/** Shows what waits: messages to be sent, and events whose order's contact is not known. */
@ApplicationScoped
class QueueMetrics {

    void register(
            @Observes StartupEvent started,
            MeterRegistry registry,
            NotificationStore notifications,
            ParkedEvents parkedEvents) {
        Gauge.builder("notifications.pending", notifications, NotificationStore::countPending)
                .description("Messages that are not sent yet, those under way included")
                .register(registry);
        Gauge.builder("notifications.parked", parkedEvents, ParkedEvents::count)
                .description("Events that wait for the contact of their order")
                .register(registry);
    }
}
