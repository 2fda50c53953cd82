package org.ordertracking.order.application;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;
import org.ordertracking.order.store.OrderStore;

/** Clears orders that still wait for a verdict when the shop no longer screens: none will come. */
@Singleton
class UnscreenedOrders {

    private static final Logger LOG = Logger.getLogger(UnscreenedOrders.class);

    private static final int BATCH = 100;

    private final OrderStore orders;
    private final OrderDesk desk;
    private final FraudConfig fraud;

    UnscreenedOrders(OrderStore orders, OrderDesk desk, FraudConfig fraud) {
        this.orders = orders;
        this.desk = desk;
        this.fraud = fraud;
    }

    @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP, identity = "unscreened-orders")
    void clear() {
        if (fraud.enabled()) {
            return;
        }
        List<String> waiting = orders.uncleared(BATCH);
        waiting.forEach(desk::clear);
        if (!waiting.isEmpty()) {
            LOG.infof("Cleared %d orders that waited to be screened, which is turned off", waiting.size());
        }
    }
}
