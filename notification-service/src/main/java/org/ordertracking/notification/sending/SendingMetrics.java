package org.ordertracking.notification.sending;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import org.ordertracking.events.Channel;
import org.ordertracking.notification.domain.Notification;

/**
 * Counts what comes of attempts. What somebody should look at is there from the start, so that its first occurrence can be
 * seen as an increase. Names are stable, see docs/metrics.md.
 */
@Startup
@Singleton
class SendingMetrics {

    private static final String CHANNEL = "channel";

    private final MeterRegistry registry;
    private final Map<Channel, Counter> failed;
    private final Map<Channel, Counter> capped;
    private final Map<Channel, Counter> postponed;
    private final Map<Channel, Counter> overtaken;

    SendingMetrics(MeterRegistry registry) {
        this.registry = registry;
        failed = counters("notifications.failed", "Messages given up", registry);
        capped = counters("notifications.capped", "Messages not sent because of the customer's cap", registry);
        postponed = counters("notifications.postponed", "Attempts that failed and are repeated", registry);
        overtaken = counters("notifications.overtaken", "Attempts that took longer than their lease", registry);
    }

    private static Map<Channel, Counter> counters(String name, String description, MeterRegistry registry) {
        Map<Channel, Counter> counters = new EnumMap<>(Channel.class);
        for (Channel channel : Channel.values()) {
            counters.put(
                    channel,
                    Counter.builder(name)
                            .description(description)
                            .tag(CHANNEL, channel.name())
                            .register(registry));
        }
        return counters;
    }

    /** A message was handed over. */
    void sent(Notification notification, String via) {
        Counter.builder("notifications.sent")
                .description("Messages handed over")
                .tags(CHANNEL, notification.channel().name(), "via", via)
                .register(registry)
                .increment();
    }

    /** A message is given up. */
    void failed(Notification notification) {
        failed.get(notification.channel()).increment();
    }

    /** A message is not sent, because its recipient has got enough. */
    void capped(Notification notification) {
        capped.get(notification.channel()).increment();
    }

    /** An attempt failed and another one will follow. */
    void postponed(Notification notification) {
        postponed.get(notification.channel()).increment();
    }

    /** An attempt took longer than its lease, so another one began: the message may have gone twice. */
    void overtaken(Notification notification) {
        overtaken.get(notification.channel()).increment();
    }
}
