package org.ordertracking.logistics.config;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.ordertracking.logistics.domain.Carrier;
import org.ordertracking.logistics.domain.DeliveryPlanner;
import org.ordertracking.logistics.domain.Pace;

/** Makes the domain's objects out of the settings. */
class LogisticsAssembly {

    private static final Duration MICROSECOND = Duration.ofNanos(1_000);

    /** The time. In microseconds, as the databases keep it, so that an event and its row say the same. */
    @Produces
    @Singleton
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), MICROSECOND);
    }

    @Produces
    @Singleton
    Pace pace(LogisticsConfig config) {
        return new Pace(
                config.pace().dispatchAfter(),
                config.pace().deliverAfter(),
                config.pace().returnAfter());
    }

    @Produces
    @Singleton
    DeliveryPlanner planner(LogisticsConfig config, Pace pace) {
        List<Carrier> carriers = config.carriers().stream()
                .map(carrier -> new Carrier(carrier.name(), carrier.service()))
                .toList();
        return new DeliveryPlanner(carriers, config.country(), pace, config.slotLength());
    }
}
