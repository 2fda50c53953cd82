package org.ordertracking.logistics.application;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.ordertracking.logistics.domain.Delivery;
import org.ordertracking.logistics.storage.Deliveries;
import org.ordertracking.messaging.telemetry.DatabaseSample;

/** Counts what becomes of deliveries, and shows those on their way. Names are stable, see docs/metrics.md. */
@Startup
@Singleton
class DeliveryMetrics {

    private static final Logger LOG = Logger.getLogger(DeliveryMetrics.class);

    /** The state of an order that has no delivery since it was cancelled first. */
    static final String WITHDRAWN = "WITHDRAWN";

    private static final List<Delivery.State> ON_THEIR_WAY =
            List.of(Delivery.State.SCHEDULED, Delivery.State.DISPATCHED, Delivery.State.RETURNING);

    private final MeterRegistry registry;
    private final Map<Delivery.State, Counter> reached = new EnumMap<>(Delivery.State.class);
    private final DatabaseSample<Map<Delivery.State, Long>> sample;

    DeliveryMetrics(Deliveries deliveries, MeterRegistry registry) {
        this.registry = registry;
        for (Delivery.State state : Delivery.State.values()) {
            reached.put(
                    state,
                    Counter.builder("logistics.deliveries")
                            .description("Deliveries that came into a state")
                            .tag("state", state.name())
                            .register(registry));
        }
        ignoredCounter("schedule", WITHDRAWN);
        for (String step : List.of("schedule", "cancel")) {
            for (Delivery.State state : Delivery.State.values()) {
                ignoredCounter(step, state.name());
            }
        }
        sample = new DatabaseSample<>("Open deliveries", LOG, Map.of(), () -> deliveries.count(ON_THEIR_WAY));
        ON_THEIR_WAY.forEach(state -> Gauge.builder(
                        "logistics.open.deliveries", () -> sample.last().getOrDefault(state, 0L))
                .description("Deliveries on their way")
                .tag("state", state.name())
                .register(registry));
    }

    void reached(Delivery delivery) {
        reached.get(delivery.state()).increment();
    }

    void ignored(String step, String state) {
        ignoredCounter(step, state).increment();
    }

    private Counter ignoredCounter(String step, String state) {
        return Counter.builder("logistics.events.ignored")
                .description("Steps that did not fit the delivery's state and changed nothing")
                .tags("step", step, "state", state)
                .register(registry);
    }

    @Scheduled(
            every = "{messaging.metrics.sample-interval}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            identity = "open-deliveries-sample")
    void takeSample() {
        sample.take();
    }
}
