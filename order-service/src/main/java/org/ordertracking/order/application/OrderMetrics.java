package org.ordertracking.order.application;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.Locale;
import org.ordertracking.order.domain.Effect;

/**
 * Counts what was read about orders, once it is committed: {@code order_events_total{type,effect}}. The effect is that on
 * the order's state, or {@code noted} for what only belongs on the timeline, or {@code unknown_order}.
 */
@ApplicationScoped
class OrderMetrics {

    private final MeterRegistry registry;

    OrderMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void count(@Observes(during = TransactionPhase.AFTER_SUCCESS) OrderHeard heard) {
        String effect = heard.known() ? heard.effect().map(Effect::name).orElse("noted") : "unknown_order";
        registry.counter("order.events", "type", heard.eventType(), "effect", effect.toLowerCase(Locale.ROOT))
                .increment();
    }
}
