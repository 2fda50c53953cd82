package org.ordertracking.order.controlroom;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * Looks at the flow while somebody looks on: one look at a time for the whole process, however many pages are open.
 *
 * <pre>
 *   IDLE --a page comes--> LOOKING (once a second) --the last page goes, and half a minute passes--> IDLE
 * </pre>
 */
@Singleton
class ControlRoom {

    private static final Logger LOG = Logger.getLogger(ControlRoom.class);

    /** What is older is not shown to a page that comes: the next look is at most a second away. */
    private static final Duration FRESH = Duration.ofSeconds(3);

    private final Audience audience;
    private final ServiceWatch services;
    private final LogWatch log;
    private final OwnFigures figures;
    private final LoadGenerator load;
    private final Duration idleAfter;
    private final InstantSource clock;
    private final AtomicReference<Snapshot> last = new AtomicReference<>();
    private Instant watchedAt = Instant.EPOCH;

    ControlRoom(
            Audience audience,
            ServiceWatch services,
            LogWatch log,
            OwnFigures figures,
            LoadGenerator load,
            ControlRoomConfig config,
            InstantSource clock) {
        this.audience = audience;
        this.services = services;
        this.log = log;
        this.figures = figures;
        this.load = load;
        this.idleAfter = config.idleAfter();
        this.clock = clock;
    }

    /** Snapshots from now on, until the page goes. */
    Multi<Snapshot> follow() {
        return audience.follow(this::shown);
    }

    private List<Snapshot> shown() {
        Snapshot seen = last.get();
        return seen == null || seen.at().isBefore(clock.instant().minus(FRESH)) ? List.of() : List.of(seen);
    }

    @Scheduled(
            every = "{control-room.look-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            identity = "control-room")
    void turn() throws InterruptedException {
        Instant now = clock.instant();
        if (audience.count() > 0) {
            watchedAt = now;
            last.set(look());
            audience.tell();
        } else if (watchedAt.plus(idleAfter).isBefore(now)) {
            log.close();
        }
    }

    /** Asks everybody at the same time; takes as long as the slowest, within the timeouts. */
    Snapshot look() throws InterruptedException {
        CompletableFuture<List<Snapshot.Service>> asked = services.look().subscribeAsCompletionStage();
        Snapshot.Log written = log.look();
        return new Snapshot(clock.instant(), asked.join(), written, ownFigures(), load.state());
    }

    private Snapshot.Figures ownFigures() {
        try {
            return figures.look();
        } catch (RuntimeException e) {
            LOG.debug("The database did not answer the control room", e);
            return null;
        }
    }
}
