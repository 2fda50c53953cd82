package org.ordertracking.messaging.outbox;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.ordertracking.messaging.retry.Backoff;
import org.ordertracking.messaging.retry.Outage;
import org.ordertracking.messaging.topics.TopicProvisioner;
import org.ordertracking.messaging.topics.TopicReady;
import org.ordertracking.messaging.topics.TopicsConfig;

/**
 * Publishes the rows of the outbox: in order per key, keys in parallel, a row marked only after the broker's
 * acknowledgement. At least once: a row whose mark was lost is sent again.
 *
 * <pre>
 *   NEW --start--> IDLE &lt;--wake, or poll interval--> ROUNDS --stop--> STOPPED
 *                                 (until nothing is left that may be sent now)
 * </pre>
 *
 * <p>It has one thread of its own, which starts when messaging has started (a scheduled method may fire before, and its
 * emitter fails then) and is woken by every commit, so that an event waits for nothing but the commit. Several processes
 * on one database agree by a row lock on which of them publishes.
 */
@Singleton
public class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final Duration FIRST_PAUSE_FOR_LOCK = Duration.ofMillis(20);

    private final RelayRound round;
    private final List<TopicLane> lanes;
    private final OutboxConfig config;
    private final TopicProvisioner provisioner;
    private final Backoff databaseBackoff;
    private final Backoff lockBackoff;
    private final Outage databaseOutage;
    private final CompletableFuture<Void> abandon = new CompletableFuture<>();
    private final Semaphore wakeUps = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "outbox-relay");
    private int lockedInARow;
    private volatile boolean stopping;

    OutboxRelay(
            OutboxTable table,
            RecordSender sender,
            OutboxMetrics metrics,
            OutboxConfig config,
            TopicsConfig topics,
            TopicProvisioner provisioner,
            Clock clock) {
        LongSupplier nanoTime = System::nanoTime;
        Backoff backoff = new Backoff(config.firstPause(), config.longestPause());
        this.config = config;
        this.provisioner = provisioner;
        Dispatch dispatch = new Dispatch(sender, abandon, config.roundBudget(), nanoTime);
        this.round = new RelayRound(table, dispatch, metrics, clock, config.batchSize());
        this.lanes = topics.own().stream()
                .flatMap(own -> own.stream().sorted())
                .map(topic -> new TopicLane(topic, backoff, nanoTime))
                .toList();
        this.databaseBackoff = backoff;
        this.lockBackoff = new Backoff(
                FIRST_PAUSE_FOR_LOCK,
                config.pollInterval().compareTo(FIRST_PAUSE_FOR_LOCK) < 0
                        ? FIRST_PAUSE_FOR_LOCK
                        : config.pollInterval());
        this.databaseOutage = new Outage(LOG, "The outbox cannot be read", "The outbox can be read again", nanoTime);
    }

    void start(@Observes StartupEvent started) {
        if (config.relayEnabled() && !lanes.isEmpty()) {
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Lets the rows that are under way be answered and marked, for a bounded time. The rest stays for the next start. */
    void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
        stopping = true;
        wake();
        thread.join(config.shutdownGrace().toMillis());
        // No interrupt: it would close H2's file under the feet of everybody else.
        abandon.complete(null);
        thread.join(config.shutdownGrace().toMillis());
    }

    void topicIsReady(@Observes TopicReady ready) {
        wake();
    }

    /** Tells the relay that there may be something to publish; returns at once. */
    public void wake() {
        if (wakeUps.availablePermits() == 0) {
            wakeUps.release();
        }
    }

    private void run() {
        while (!stopping) {
            Duration pause;
            try {
                pause = publishAll();
                databaseOutage.recovered();
            } catch (RuntimeException e) {
                if (stopping) {
                    LOG.debug("The database went first", e);
                    return;
                }
                pause = databaseBackoff.after(databaseOutage.failed(e));
            }
            sleep(pause);
        }
    }

    /** Runs rounds until nothing is left that may be sent now, and tells how long to wait for more. */
    private Duration publishAll() {
        boolean progress;
        do {
            progress = false;
            for (TopicLane lane : lanes) {
                if (mayPublish(lane) && round.hasWork(lane)) {
                    RoundResult result = round.run(lane);
                    if (result.isLockedByAnother()) {
                        return lockBackoff.after(++lockedInARow);
                    }
                    lockedInARow = 0;
                    progress |= result.hasProgress();
                }
            }
        } while (progress && !stopping);
        Duration pause = config.pollInterval();
        for (TopicLane lane : lanes) {
            pause = lane.nextAttempt(pause);
        }
        return pause;
    }

    private boolean mayPublish(TopicLane lane) {
        return !stopping && !lane.isWaiting() && provisioner.isReady(lane.topic());
    }

    private void sleep(Duration pause) {
        try {
            if (wakeUps.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                wakeUps.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }
}
