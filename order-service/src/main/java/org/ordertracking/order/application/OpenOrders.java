package org.ordertracking.order.application;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jboss.logging.Logger;
import org.ordertracking.messaging.telemetry.DatabaseSample;
import org.ordertracking.order.domain.OrderState;
import org.ordertracking.order.store.OpenOrderCount;
import org.ordertracking.order.store.OrderStore;

/**
 * Shows the orders that are on their way: how many in each state, for how long the oldest, and how many of
 * them do not get on, see {@link StuckOrders}. Those at an end are counted as
 * they get there, see {@link OrderMetrics}: to count all of them again and again would cost the more the longer the shop
 * is open.
 */
@Startup
@Singleton
class OpenOrders {

    private static final Logger LOG = Logger.getLogger(OpenOrders.class);

    private final DatabaseSample<Map<OrderState, OpenOrderCount>> sample;

    OpenOrders(OrderStore orders, InstantSource clock, MeterRegistry meters) {
        sample = new DatabaseSample<>("Open orders", LOG, Map.of(), orders::countOpen);
        for (OrderState state : OrderState.values()) {
            if (!state.isEnd()) {
                Gauge.builder("order.open", () -> inState(state).orders())
                        .description("Orders on their way")
                        .tag("state", state.name())
                        .register(meters);
                Gauge.builder("order.stuck", () -> inState(state).stuck())
                        .description("Orders that do not get on")
                        .tag("state", state.name())
                        .register(meters);
                Gauge.builder("order.open.oldest", () -> ageInSeconds(inState(state), clock.instant()))
                        .description("Time since the oldest of them was placed")
                        .baseUnit("seconds")
                        .tag("state", state.name())
                        .register(meters);
            }
        }
    }

    private OpenOrderCount inState(OrderState state) {
        return sample.last().getOrDefault(state, OpenOrderCount.NONE);
    }

    private static double ageInSeconds(OpenOrderCount open, Instant now) {
        return open.oldestPlacedAt()
                .map(placedAt -> Math.max(0, Duration.between(placedAt, now).toMillis() / 1000.0))
                .orElse(0.0);
    }

    @Scheduled(
            every = "{messaging.metrics.sample-interval}",
            concurrentExecution = ConcurrentExecution.SKIP,
            identity = "open-orders-sample")
    void takeSample() {
        sample.take();
    }
}
