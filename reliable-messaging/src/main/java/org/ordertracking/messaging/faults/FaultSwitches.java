package org.ordertracking.messaging.faults;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;

/**
 * What is to go wrong at the moment, in this process. Off at the start; a restart forgets it.
 *
 * <pre>
 *            set(faults)
 *   OFF ---------------> ON --.  set(other faults)
 *    ^                    | ^-'
 *    '--------------------'
 *        set(NONE), stop
 * </pre>
 *
 * <p>While it is off an event costs one read of a field.
 */
@Singleton
public class FaultSwitches {

    private static final Logger LOG = Logger.getLogger(FaultSwitches.class);

    /** One position of the switches; whoever waits because of it goes on when it ends. */
    private record Position(Faults faults, CountDownLatch ended) {}

    private final FaultDice dice;
    private final MeterRegistry meters;

    /** Null while all is well. */
    private volatile Position position;

    private volatile boolean stopping;
    private boolean metersAreThere;

    FaultSwitches(FaultDice dice, MeterRegistry meters) {
        this.dice = dice;
        this.meters = meters;
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        turn(Faults.NONE);
    }

    public Faults current() {
        Position now = position;
        return now == null ? Faults.NONE : now.faults();
    }

    /** Switches; what waited for the switches before goes on. */
    public void set(Faults faults) {
        registerMeters();
        turn(faults);
        if (faults.equals(Faults.NONE)) {
            LOG.info("Faults are switched off");
        } else {
            LOG.warnf(
                    "Faults are switched on: each attempt %d ms later, %d %% fail, %s",
                    faults.slowMillis(),
                    faults.failPercent(),
                    faults.stopConsuming() ? "no event is consumed" : "events are consumed");
        }
    }

    private synchronized void turn(Faults faults) {
        Position before = position;
        position = faults.equals(Faults.NONE) ? null : new Position(faults, new CountDownLatch(1));
        if (before != null) {
            before.ended().countDown();
        }
    }

    /**
     * Called before each attempt to apply an event, outside of a transaction, from a thread that may wait.
     *
     * @throws InjectedFaultException when this attempt is to fail, or the process stops while it waits
     * @throws InterruptedException when the thread is interrupted while it waits
     */
    public void interfere() throws InterruptedException {
        Position now = position;
        while (now != null) {
            if (!now.faults().stopConsuming()) {
                slowDown(now);
                fail(now);
                return;
            }
            injected("stop").increment();
            now.ended().await();
            if (stopping) {
                throw new InjectedFaultException("the process stops while faults keep events back");
            }
            now = position;
        }
    }

    private void slowDown(Position now) throws InterruptedException {
        if (now.faults().slowMillis() > 0) {
            injected("slow").increment();
            now.ended().await(now.faults().slowMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void fail(Position now) {
        if (now.faults().failPercent() > dice.roll()) {
            injected("fail").increment();
            throw new InjectedFaultException(
                    "a fault on purpose, see /admin/faults: " + now.faults().failPercent() + " % fail");
        }
    }

    /** Not before somebody switches: outside of demonstrations there is nothing to see. */
    private synchronized void registerMeters() {
        if (metersAreThere) {
            return;
        }
        metersAreThere = true;
        gauge("slow", switches -> switches.current().slowMillis());
        gauge("fail", switches -> switches.current().failPercent());
        gauge("stop", switches -> switches.current().stopConsuming() ? 1 : 0);
        for (String kind : new String[] {"slow", "fail", "stop"}) {
            injected(kind);
        }
    }

    private void gauge(String kind, ToDoubleFunction<FaultSwitches> value) {
        Gauge.builder("faults.set", this, value)
                .description("Faults on purpose: slow in milliseconds, fail in percent, stop 1 or 0")
                .tag("kind", kind)
                .register(meters);
    }

    private Counter injected(String kind) {
        return Counter.builder("faults.injected")
                .description("Attempts that a fault on purpose slowed down, failed or kept back")
                .tag("kind", kind)
                .register(meters);
    }
}
