package org.ordertracking.order.stream;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.ordertracking.order.domain.Order;
import org.ordertracking.order.domain.Timeline;
import org.ordertracking.order.store.OrderStore;
import org.ordertracking.order.store.TimelineStore;

/**
 * Orders, followed live. A stream is a view of the database, read again whenever something may have changed: nothing is
 * queued per follower, a slow one reads less often, and one that comes back goes on where it was.
 */
@Startup
@ApplicationScoped
public class OrderStream {

    private final OrderStore orders;
    private final TimelineStore timelines;
    private final OrderSignals signals;
    private final StreamConfig config;
    private final InstantSource clock;
    private final Semaphore places;

    OrderStream(
            OrderStore orders,
            TimelineStore timelines,
            OrderSignals signals,
            StreamConfig config,
            InstantSource clock,
            MeterRegistry meters) {
        this.orders = orders;
        this.timelines = timelines;
        this.signals = signals;
        this.config = config;
        this.clock = clock;
        this.places = new Semaphore(config.maxFollowers());
        Gauge.builder("order.stream.followers", places, free -> config.maxFollowers() - free.availablePermits())
                .description("Streams that follow an order now")
                .register(meters);
    }

    /**
     * What happens to an order, until nothing more is to come. Reads on worker threads, one read at a time.
     *
     * @param after the last step that is known already; {@link Bookmark#NONE} to hear all
     * @return to be subscribed to, once: it holds a place until it terminates
     * @throws TooManyFollowersException when all places are taken
     */
    public Multi<Word> follow(String orderId, Bookmark after) {
        if (!places.tryAcquire()) {
            throw new TooManyFollowersException(config.maxFollowers());
        }
        OrderFollower follower = new OrderFollower(after, config, clock.instant());
        return signals.of(orderId)
                .onItem()
                .transformToMultiAndConcatenate(signal -> Multi.createFrom()
                        .iterable(() -> look(orderId, follower).iterator())
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
                .select()
                .first(new UntilTheEnd())
                .select()
                .first(config.longest())
                .onTermination()
                .invoke(places::release);
    }

    private List<Word> look(String orderId, OrderFollower follower) {
        Order order = orders.find(orderId).orElseThrow();
        Timeline timeline = new Timeline(order, timelines.of(orderId, Timeline.MAX_STEPS));
        return follower.look(order, timeline, clock.instant());
    }
}
