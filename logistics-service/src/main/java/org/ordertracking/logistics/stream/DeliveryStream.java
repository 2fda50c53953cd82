package org.ordertracking.logistics.stream;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ordertracking.http.stream.Followers;
import org.ordertracking.logistics.application.DeliverySchedule;
import org.ordertracking.logistics.domain.Delivery;
import org.ordertracking.logistics.domain.Pace;
import org.ordertracking.logistics.fleet.ParcelLocator;

/**
 * Deliveries, followed live. Positions come from memory, the delivery itself from the database when it may have changed.
 * Nothing is queued per follower: a slow one reads less often, and then where the parcel is by now.
 */
@ApplicationScoped
public class DeliveryStream {

    private final DeliverySchedule schedule;
    private final ParcelLocator locator;
    private final Pace pace;
    private final DeliverySignals signals;
    private final StreamConfig config;
    private final InstantSource clock;
    private final Followers followers;

    DeliveryStream(
            DeliverySchedule schedule,
            ParcelLocator locator,
            Pace pace,
            DeliverySignals signals,
            StreamConfig config,
            InstantSource clock,
            MeterRegistry meters) {
        this.schedule = schedule;
        this.locator = locator;
        this.pace = pace;
        this.signals = signals;
        this.config = config;
        this.clock = clock;
        this.followers = new Followers(
                config.maxFollowers(),
                config.longest(),
                "deliveries",
                "Try again in a moment, or ask GET /deliveries/{orderId} instead.");
        Gauge.builder("logistics.stream.followers", followers, Followers::count)
                .description("Streams that follow a delivery now")
                .register(meters);
    }

    /**
     * What happens to the delivery of an order, until nothing more is to come. Looks on worker threads, one look at a time.
     *
     * @return to be subscribed to, once: it holds a place until it terminates
     * @throws org.ordertracking.http.problem.ProblemException when all places are taken
     */
    public Multi<Word> follow(String orderId) {
        Viewpoint viewpoint = new Viewpoint(orderId);
        return followers.follow(
                signals.of(orderId, viewpoint::outdated), viewpoint::look, word -> word instanceof Word.End);
    }

    /** A follower, and the delivery as it was when it was last read. */
    private final class Viewpoint {

        private final String orderId;
        private final DeliveryFollower follower;
        private final AtomicBoolean outdated = new AtomicBoolean(true);
        private Delivery delivery;
        private Instant readAt;

        Viewpoint(String orderId) {
            this.orderId = orderId;
            this.follower = new DeliveryFollower(config.heartbeatAfter(), clock.instant());
        }

        void outdated() {
            outdated.set(true);
        }

        List<Word> look() {
            Instant now = clock.instant();
            if (outdated.getAndSet(false) || !now.isBefore(readAt.plus(config.lookAgainEvery()))) {
                delivery = schedule.find(orderId).orElseThrow();
                readAt = now;
            }
            return follower.look(delivery, locator.positionOf(delivery), pace.arrivalOf(delivery), now);
        }
    }
}
