package org.ordertracking.order.application;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.ordertracking.order.domain.NextStep;
import org.ordertracking.order.domain.StuckOrder;
import org.ordertracking.order.store.StuckOrderStore;

/**
 * Finds orders that have not got on for too long, marks them and says so once. The mark goes when the order gets on. Nothing is done
 * for such an order by itself: whoever it waits for says what it has to say when it is mended.
 */
@Singleton
class StuckOrders {

    private static final Logger LOG = Logger.getLogger(StuckOrders.class);

    /** Orders that a line of the log names; the list has them all. */
    private static final int NAMED = 5;

    private final StuckOrderStore store;
    private final StuckConfig config;
    private final InstantSource clock;

    StuckOrders(StuckOrderStore store, StuckConfig config, InstantSource clock) {
        this.store = store;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            every = "{shop.stuck-after.look-every}",
            concurrentExecution = ConcurrentExecution.SKIP,
            identity = "stuck-orders")
    void look() {
        lookAt(clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    /** Looks for orders that are stuck at a certain time, and gives those that were not known to be. */
    List<StuckOrder> lookAt(Instant now) {
        List<StuckOrder> all = new ArrayList<>();
        for (NextStep step : NextStep.values()) {
            List<StuckOrder> found = store.mark(step, now.minus(config.limitOf(step)), now, config.batch());
            if (!found.isEmpty()) {
                tell(step, found);
            }
            all.addAll(found);
        }
        return all;
    }

    private void tell(NextStep step, List<StuckOrder> found) {
        LOG.warnf(
                "%d orders are %s and have waited for more than %s for %s to say %s, the longest since %s: %s%s. GET"
                        + " /admin/stuck-orders lists all.",
                found.size(),
                step.in(),
                config.limitOf(step),
                step.service(),
                String.join(" or ", step.events()),
                found.get(0).progressedAt(),
                found.stream().limit(NAMED).map(StuckOrder::orderId).collect(Collectors.joining(", ")),
                found.size() > NAMED ? ", …" : "");
    }
}
