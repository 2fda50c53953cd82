package org.ordertracking.logistics.fleet;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.ordertracking.logistics.storage.FleetLeases;
import org.ordertracking.messaging.retry.Outage;

/**
 * One of the processes on a database drives the fleet: the one that has the lease.
 *
 * <pre>
 *   WITHOUT --lease free, or run out--> HOLDING --renewed every third of its time--.
 *      ^                                  |  ^-------------------------------------'
 *      '--database away for a lease's time, or stopped--'
 * </pre>
 *
 * <p>Two processes whose clocks differ may both drive for a moment. That harms nothing: they say the same positions.
 */
@ApplicationScoped
class FleetLease {

    private static final Logger LOG = Logger.getLogger(FleetLease.class);

    private final FleetLeases leases;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Duration length;
    private final boolean wanted;
    private final String holder = UUID.randomUUID().toString();
    private final Outage outage =
            new Outage(LOG, "The lease of the fleet cannot be renewed", "It can be renewed again", System::nanoTime);
    private volatile long heldUntil;
    private volatile boolean held;

    FleetLease(FleetLeases leases, FleetConfig config, InstantSource clock) {
        this.leases = leases;
        this.clock = clock;
        this.nanoTime = System::nanoTime;
        this.length = config.lease();
        this.wanted = config.vehicles() > 0 && config.updatesPerSecond() > 0;
    }

    /** Whether this process drives the fleet at the moment. */
    boolean isHeld() {
        return held && nanoTime.getAsLong() - heldUntil < 0;
    }

    @Scheduled(
            every = "{logistics.fleet.renew-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            identity = "fleet-lease")
    void renew() {
        if (!wanted) {
            return;
        }
        long asked = nanoTime.getAsLong();
        Instant now = clock.instant();
        try {
            boolean acquired = leases.acquire(holder, now, now.plus(length));
            // From the moment of asking: the database may have taken its time.
            heldUntil = asked + length.toNanos();
            if (acquired && !held) {
                LOG.info("This process drives the fleet");
            }
            held = acquired;
            outage.recovered();
        } catch (RuntimeException failure) {
            outage.failed(failure);
        }
    }

    void stop(@Observes ShutdownEvent stopped) {
        if (!isHeld()) {
            return;
        }
        held = false;
        try {
            leases.release(holder, clock.instant());
        } catch (RuntimeException failure) {
            LOG.debug("The lease of the fleet is left to run out", failure);
        }
    }
}
