package org.ordertracking.order.controlroom;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.ordertracking.order.application.OrderDesk;

/**
 * Places orders at a steady rate, through the use case behind {@code POST /orders}.
 *
 * <pre>
 *   STOPPED --set(rate)--> RUNNING --set(0), its time is over, nobody looks on--> STOPPED
 * </pre>
 *
 * <p>Orders are placed one after the other on a worker thread. What cannot be placed within its turn is held back and counted, so
 * nothing queues: a shop that is slow gets fewer orders.
 */
@Singleton
class LoadGenerator {

    private static final Logger LOG = Logger.getLogger(LoadGenerator.class);
    private static final long TURN_MILLIS = 100;
    private static final double TURNS_PER_SECOND = 1000.0 / TURN_MILLIS;

    private final OrderDesk desk;
    private final LoadOrders orders;
    private final Audience audience;
    private final ControlRoomConfig.Load config;
    private final InstantSource clock;
    private Future<?> turns;
    private int rate;
    private double due;
    private Instant until;
    private Instant watchedAt;
    private long placed;
    private long failed;
    private long heldBack;
    private String ended;

    LoadGenerator(OrderDesk desk, LoadOrders orders, Audience audience, ControlRoomConfig config, InstantSource clock) {
        this.desk = desk;
        this.orders = orders;
        this.audience = audience;
        this.config = config.load();
        this.clock = clock;
    }

    /**
     * What it does.
     *
     * @param ordersPerSecond 0 when it is stopped
     * @param until when it stops by itself; null when it is stopped
     * @param placed orders since it was started
     * @param failed orders that could not be placed, for example because the database is away
     * @param heldBack orders that were not tried because those before took too long
     * @param ended why it stopped; null when a person stopped it, or it never ran
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record State(int ordersPerSecond, int most, Instant until, long placed, long failed, long heldBack, String ended) {}

    synchronized State state() {
        return new State(rate, config.most(), until, placed, failed, heldBack, ended);
    }

    /**
     * Sets the rate; it runs for its whole time from now on.
     *
     * @param ordersPerSecond 0 to stop
     */
    synchronized State set(int ordersPerSecond) {
        if (ordersPerSecond == 0) {
            stop(null);
        } else {
            start(ordersPerSecond);
        }
        return state();
    }

    private void start(int ordersPerSecond) {
        Instant now = clock.instant();
        if (turns == null) {
            placed = 0;
            failed = 0;
            heldBack = 0;
            due = 0;
            watchedAt = now;
            turns = Infrastructure.getDefaultWorkerPool()
                    .scheduleWithFixedDelay(this::turn, TURN_MILLIS, TURN_MILLIS, TimeUnit.MILLISECONDS);
        }
        rate = ordersPerSecond;
        until = now.plus(config.longest());
        ended = null;
    }

    private void stop(String why) {
        if (turns != null) {
            turns.cancel(false);
            turns = null;
        }
        rate = 0;
        until = null;
        ended = why;
    }

    @PreDestroy
    synchronized void close() {
        stop(null);
    }

    /** One turn: as many orders as are due, as far as its time allows. */
    void turn() {
        int count = begin();
        long end = System.nanoTime() + Duration.ofMillis(TURN_MILLIS).toNanos();
        for (int i = 0; i < count; i++) {
            if (System.nanoTime() >= end) {
                held(count - i);
                return;
            }
            placeOne();
        }
    }

    private synchronized int begin() {
        Instant now = clock.instant();
        if (audience.count() > 0) {
            watchedAt = now;
        }
        if (turns == null) {
            return 0;
        }
        if (!now.isBefore(until)) {
            stop("It ran for " + config.longest().toMinutes() + " minutes, which is as long as it may.");
            return 0;
        }
        if (watchedAt.plus(config.unwatched()).isBefore(now)) {
            stop("Nobody looked on any more.");
            return 0;
        }
        due += rate / TURNS_PER_SECOND;
        int count = (int) due;
        due -= count;
        return count;
    }

    private void placeOne() {
        boolean taken = false;
        try {
            desk.place(orders.next(), Optional.empty());
            taken = true;
        } catch (RuntimeException e) {
            LOG.debug("An order of the load generator could not be placed", e);
        }
        count(taken);
    }

    private synchronized void count(boolean taken) {
        if (taken) {
            placed++;
        } else {
            failed++;
        }
    }

    private synchronized void held(int orders) {
        heldBack += orders;
    }
}
