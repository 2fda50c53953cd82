package org.ordertracking.logistics.fleet;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.ordertracking.events.Topics;
import org.ordertracking.messaging.retry.Backoff;
import org.ordertracking.messaging.retry.Outage;
import org.ordertracking.messaging.topics.TopicProvisioner;

/**
 * Drives the fleet while this process has the lease and the topic is there, on a thread of its own.
 *
 * <pre>
 *   NEW --start--> WAITING --lease, topic--> DRIVING --sending fails--> PAUSING, longer each time
 *                     ^                       |   ^                        |
 *                     '----- lease lost ------'   '------------------------'
 * </pre>
 */
@Singleton
class FleetDriver {

    private static final Logger LOG = Logger.getLogger(FleetDriver.class);

    private static final Duration WAIT = Duration.ofMillis(500);
    private static final Duration SHORTEST_ROUND = Duration.ofMillis(20);
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(1);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(3);

    private final FleetConfig config;
    private final FleetLease lease;
    private final TopicProvisioner topics;
    private final PositionSender.Factory senders;
    private final InstantSource clock;
    private final FleetMetrics metrics;
    private final Backoff backoff = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(5));
    private final Outage outage = new Outage(
            LOG, "Vehicles cannot say where they are", "Vehicles say where they are again", System::nanoTime);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private Thread thread;

    FleetDriver(
            FleetConfig config,
            FleetLease lease,
            TopicProvisioner topics,
            PositionSender.Factory senders,
            InstantSource clock,
            FleetMetrics metrics) {
        this.config = config;
        this.lease = lease;
        this.topics = topics;
        this.senders = senders;
        this.clock = clock;
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent started) {
        if (config.vehicles() > 0 && config.updatesPerSecond() > 0) {
            thread = new Thread(this::run, "fleet-driver");
            thread.setDaemon(true);
            thread.start();
        }
    }

    void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
        stopping.countDown();
        if (thread != null) {
            thread.join(STOP_LIMIT.toMillis());
        }
    }

    private void run() {
        try {
            while (!stopsWithin(WAIT)) {
                if (mayDrive()) {
                    open();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void open() throws InterruptedException {
        try (PositionSender sender = senders.open()) {
            metrics.driving(true);
            drive(new Drive(tours(), config.updatesPerSecond(), sender, metrics));
        } catch (RuntimeException failure) {
            stopsWithin(backoff.after(outage.failed(failure)));
        } finally {
            metrics.driving(false);
        }
    }

    private void drive(Drive drive) throws InterruptedException {
        long last = System.nanoTime();
        boolean stopped = stopsWithin(round());
        while (!stopped && mayDrive()) {
            long now = System.nanoTime();
            drive.round(clock.instant(), Duration.ofNanos(now - last));
            last = now;
            Exception failure = drive.takeFailure();
            if (failure != null) {
                stopped = stopsWithin(backoff.after(outage.failed(failure)));
            } else {
                if (drive.takeSaid()) {
                    outage.recovered();
                }
                stopped = stopsWithin(round());
            }
        }
    }

    /** Fast fleets take turns many at once, slow ones one by one. */
    private Duration round() {
        Duration perTurn = Duration.ofSeconds(1).dividedBy(config.updatesPerSecond());
        Duration atLeast = perTurn.compareTo(SHORTEST_ROUND) < 0 ? SHORTEST_ROUND : perTurn;
        return atLeast.compareTo(LONGEST_ROUND) > 0 ? LONGEST_ROUND : atLeast;
    }

    private boolean mayDrive() {
        return lease.isHeld() && topics.isReady(Topics.VEHICLE_POSITIONS);
    }

    private List<Tour> tours() {
        return IntStream.range(0, config.vehicles())
                .mapToObj(number -> Tour.draw(config.seed(), number, config.timeLapse()))
                .toList();
    }

    private boolean stopsWithin(Duration time) throws InterruptedException {
        return stopping.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }
}
