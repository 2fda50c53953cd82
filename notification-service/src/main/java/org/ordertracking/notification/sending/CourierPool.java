package org.ordertracking.notification.sending;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.ordertracking.notification.config.NotificationConfig;

/**
 * The threads that send: as many messages on their way at once as there are couriers, and no queue in memory, for the
 * table is the queue.
 *
 * <pre>
 *   IDLE ──application has started──▶ RUNNING ──application stops──▶ STOPPED (attempts under way may end first)
 * </pre>
 *
 * <p>A courier works until nothing is due, then waits for a signal or the poll interval. When the database fails it
 * waits longer with every failure, and goes on by itself.
 */
@ApplicationScoped
class CourierPool {

    private static final Logger LOG = Logger.getLogger(CourierPool.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Courier courier;
    private final WorkSignal signal;
    private final NotificationConfig.Sending config;
    private volatile boolean running;
    private ExecutorService threads;

    CourierPool(Courier courier, WorkSignal signal, NotificationConfig config) {
        this.courier = courier;
        this.signal = signal;
        this.config = config.sending();
    }

    void start(@Observes StartupEvent started) {
        running = true;
        AtomicInteger number = new AtomicInteger();
        threads = Executors.newCachedThreadPool(task -> new Thread(task, "courier-" + number.incrementAndGet()));
        for (int i = 0; i < config.couriers(); i++) {
            threads.execute(this::work);
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        running = false;
        signal.signal();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(config.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warnf("Stopped in the middle of an attempt; it is repeated %s after it began", config.lease());
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        int failures = 0;
        try {
            while (running) {
                long seen = signal.signalsSoFar();
                try {
                    boolean idle = !courier.deliverNext();
                    failures = 0;
                    if (idle && running) {
                        signal.await(seen, config.pollInterval());
                    }
                } catch (RuntimeException e) {
                    Duration pause = pauseAfter(++failures);
                    LOG.warnf("Cannot work on notifications, trying again in %s: %s", pause, e);
                    pause(pause);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** New work is no reason to end this pause, stopping is. */
    private void pause(Duration pause) throws InterruptedException {
        long end = System.nanoTime() + pause.toNanos();
        for (long left = pause.toNanos(); left > 0 && running; left = end - System.nanoTime()) {
            signal.await(signal.signalsSoFar(), Duration.ofNanos(left));
        }
    }

    private Duration pauseAfter(int failures) {
        Duration pause = config.pollInterval().multipliedBy(1L << Math.min(failures - 1, 10));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}
