package org.ordertracking.logistics.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Lets vehicles say where they are, each in its turn, so many per second altogether.
 *
 * <p>A vehicle has one position under way at most. While the log is away, or slow, its turns pass: what it says next is where
 * it is then, and nothing waits that is out of date. Turns that come too late because the machine was busy are not made up for
 * either, beyond one for each vehicle.
 *
 * <p>Belongs to one thread, but for the outcomes.
 */
final class Drive {

    private static final double NANOS_PER_SECOND = 1e9;

    private final List<Tour> tours;
    private final double perSecond;
    private final PositionSender sender;
    private final FleetMetrics metrics;
    private final AtomicIntegerArray underWay;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private volatile boolean said;
    private double turnsDue;
    private int next;

    Drive(List<Tour> tours, int perSecond, PositionSender sender, FleetMetrics metrics) {
        this.tours = new ArrayList<>(tours);
        this.perSecond = perSecond;
        this.sender = sender;
        this.metrics = metrics;
        this.underWay = new AtomicIntegerArray(tours.size());
    }

    /**
     * Gives the vehicles whose turn it is theirs. Ends early at the first failure.
     *
     * @param sinceLast time since the last round
     */
    void round(Instant now, Duration sinceLast) {
        turnsDue = Math.min(tours.size(), turnsDue + sinceLast.toNanos() * perSecond / NANOS_PER_SECOND);
        while (turnsDue >= 1 && failure.get() == null) {
            turn(next, now);
            turnsDue--;
            next = (next + 1) % tours.size();
        }
    }

    private void turn(int vehicle, Instant now) {
        if (!underWay.compareAndSet(vehicle, 0, 1)) {
            metrics.superseded();
            return;
        }
        sender.send(tours.get(vehicle).at(now), problem -> {
            underWay.set(vehicle, 0);
            if (problem == null) {
                said = true;
                metrics.sent();
            } else {
                failure.set(problem);
                metrics.failed();
            }
        });
    }

    /** What went wrong since the last time it was asked; null if nothing did. */
    Exception takeFailure() {
        return failure.getAndSet(null);
    }

    /** Whether a position got onto the log since the last time it was asked. */
    boolean takeSaid() {
        boolean before = said;
        said = false;
        return before;
    }
}
