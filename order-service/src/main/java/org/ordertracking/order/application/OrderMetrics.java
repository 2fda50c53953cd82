package org.ordertracking.order.application;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ordertracking.events.EventTypes;
import org.ordertracking.order.domain.Effect;
import org.ordertracking.order.domain.Order;
import org.ordertracking.order.domain.OrderState;

/**
 * Counts what was read about orders and where they got, once it is committed. The effect of an event is that on the order's
 * state, or {@code noted} for what only belongs on the timeline, or {@code unknown_order}. Names are stable, see
 * docs/metrics.md.
 */
@Startup
@Singleton
class OrderMetrics {

    private static final String UNKNOWN_ORDER = "unknown_order";

    /** From seconds in a demonstration to the weeks of a parcel that went astray. */
    private static final Duration[] ON_THE_WAY = {
        Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(5),
        Duration.ofSeconds(15), Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(30),
        Duration.ofHours(2), Duration.ofHours(12), Duration.ofDays(1), Duration.ofDays(2),
        Duration.ofDays(4), Duration.ofDays(7), Duration.ofDays(14)
    };

    private final MeterRegistry registry;
    private final Map<OrderState, Counter> transitions = new EnumMap<>(OrderState.class);
    private final Map<OrderState, Timer> progress = new EnumMap<>(OrderState.class);

    OrderMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (OrderState state : OrderState.values()) {
            transitions.put(
                    state,
                    Counter.builder("order.transitions")
                            .description("Orders that came into a state")
                            .tag("state", state.name())
                            .register(registry));
            if (state != OrderState.PLACED) {
                progress.put(
                        state,
                        Timer.builder("order.progress")
                                .description("Time from placing an order to its coming into a state")
                                .tag("state", state.name())
                                .serviceLevelObjectives(ON_THE_WAY)
                                .register(registry));
            }
        }
        // What somebody should look at is there from the start, so that its first occurrence can be seen as an
        // increase.
        EventTypes.all()
                .forEach(type -> List.of(label(Effect.ILLEGAL), UNKNOWN_ORDER)
                        .forEach(effect -> events(type.payload().getSimpleName(), effect)));
    }

    void count(@Observes(during = TransactionPhase.AFTER_SUCCESS) OrderHeard heard) {
        String effect = heard.known() ? heard.effect().map(OrderMetrics::label).orElse("noted") : UNKNOWN_ORDER;
        events(heard.eventType(), effect).increment();
    }

    void count(@Observes(during = TransactionPhase.AFTER_SUCCESS) OrderMoved moved) {
        Order order = moved.order();
        OrderState state = order.state();
        transitions.get(state).increment();
        if (state != OrderState.PLACED) {
            progress.get(state).record(Duration.between(reached(order, OrderState.PLACED), reached(order, state)));
        }
    }

    private static Instant reached(Order order, OrderState state) {
        return order.milestones().of(state).orElseThrow();
    }

    private Counter events(String type, String effect) {
        return Counter.builder("order.events")
                .description("Events read about orders, by what they did to the order's state")
                .tags("type", type, "effect", effect)
                .register(registry);
    }

    private static String label(Effect effect) {
        return effect.name().toLowerCase(Locale.ROOT);
    }
}
