package org.ordertracking.logistics.fleet;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;

/** Counts what vehicles say and what is heard of them. Names are stable, see docs/metrics.md. */
@Startup
@Singleton
class FleetMetrics {

    private final Counter sent;
    private final Counter superseded;
    private final Counter failed;
    private final Counter applied;
    private final Counter stale;
    private final Counter unreadable;
    private final Counter unremembered;
    private volatile boolean driving;

    FleetMetrics(VehiclePositions positions, MeterRegistry registry) {
        sent = turns("sent", registry);
        superseded = turns("superseded", registry);
        failed = turns("failed", registry);
        applied = read("applied", registry);
        stale = read("stale", registry);
        unreadable = read("unreadable", registry);
        unremembered = read("unremembered", registry);
        Gauge.builder("logistics.fleet.driving", this, fleet -> fleet.driving ? 1 : 0)
                .description("1 in the process that drives the fleet, 0 in others")
                .register(registry);
        Gauge.builder("logistics.fleet.vehicles", positions, VehiclePositions::size)
                .description("Vehicles whose position is known")
                .register(registry);
    }

    private static Counter turns(String outcome, MeterRegistry registry) {
        return Counter.builder("logistics.fleet.turns")
                .description("Turns of vehicles to say where they are")
                .tag("outcome", outcome)
                .register(registry);
    }

    private static Counter read(String outcome, MeterRegistry registry) {
        return Counter.builder("logistics.fleet.positions.read")
                .description("Positions read from the log")
                .tag("outcome", outcome)
                .register(registry);
    }

    void driving(boolean drives) {
        driving = drives;
    }

    void sent() {
        sent.increment();
    }

    void superseded() {
        superseded.increment();
    }

    void failed() {
        failed.increment();
    }

    void applied() {
        applied.increment();
    }

    /** @param records that a newer one of the same vehicle made worthless */
    void stale(long records) {
        stale.increment(records);
    }

    void unreadable() {
        unreadable.increment();
    }

    void unremembered() {
        unremembered.increment();
    }
}
