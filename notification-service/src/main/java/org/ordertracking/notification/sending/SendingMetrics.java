package org.ordertracking.notification.sending;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import org.ordertracking.notification.domain.Notification;

/** Counts what comes of attempts. */
@ApplicationScoped
class SendingMetrics {

    private static final String CHANNEL = "channel";

    private final MeterRegistry registry;

    SendingMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** A message was handed over. */
    void sent(Notification notification, String via) {
        registry.counter("notifications.sent", CHANNEL, notification.channel().name(), "via", via)
                .increment();
    }

    /** A message is given up. */
    void failed(Notification notification) {
        count("notifications.failed", notification);
    }

    /** An attempt failed and another one will follow. */
    void postponed(Notification notification) {
        count("notifications.postponed", notification);
    }

    /** An attempt took longer than its lease, so another one began: the message may have gone twice. */
    void overtaken(Notification notification) {
        count("notifications.overtaken", notification);
    }

    private void count(String name, Notification notification) {
        registry.counter(name, CHANNEL, notification.channel().name()).increment();
    }
}
