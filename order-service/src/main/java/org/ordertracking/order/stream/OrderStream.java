package org.ordertracking.order.stream;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import org.ordertracking.http.stream.Followers;
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
    private final Followers followers;

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
        this.followers = new Followers(
                config.maxFollowers(),
                config.longest(),
                "orders",
                "Try again in a moment, or ask GET /orders/{id}/timeline instead.");
        Gauge.builder("order.stream.followers", followers, Followers::count)
                .description("Streams that follow an order now")
                .register(meters);
    }

    /**
     * What happens to an order, until nothing more is to come. Reads on worker threads, one read at a time.
     *
     * @param after the last step that is known already; {@link Bookmark#NONE} to hear all
     * @return to be subscribed to, once: it holds a place until it terminates
     * @throws org.ordertracking.http.problem.ProblemException when all places are taken
     */
    public Multi<Word> follow(String orderId, Bookmark after) {
        OrderFollower follower = new OrderFollower(after, config, clock.instant());
        return followers.follow(signals.of(orderId), () -> look(orderId, follower), word -> word instanceof Word.End);
    }

    private List<Word> look(String orderId, OrderFollower follower) {
        Order order = orders.find(orderId).orElseThrow();
        Timeline timeline = new Timeline(order, timelines.of(orderId, Timeline.MAX_STEPS));
        return follower.look(order, timeline, clock.instant());
    }
}
