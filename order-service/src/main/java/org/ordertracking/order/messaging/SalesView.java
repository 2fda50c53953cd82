package org.ordertracking.order.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.ordertracking.events.Event;
import org.ordertracking.events.OrderCancelled;
import org.ordertracking.events.OrderPlaced;
import org.ordertracking.events.OrderRejected;
import org.ordertracking.events.ParcelDelivered;
import org.ordertracking.events.Topics;
import org.ordertracking.messaging.inbox.ReceivedEvent;
import org.ordertracking.messaging.projection.Projection;
import org.ordertracking.order.store.SalesStore;

/** Orders per minute, value by product and time to delivery, from {@code orders} and {@code deliveries}. */
@ApplicationScoped
class SalesView implements Projection {

    private final SalesStore sales;

    SalesView(SalesStore sales) {
        this.sales = sales;
    }

    @Override
    public String name() {
        return SalesStore.VIEW;
    }

    @Override
    public Set<String> topics() {
        return Set.of(Topics.ORDERS, Topics.DELIVERIES);
    }

    @Override
    public void apply(long generation, ReceivedEvent received) {
        Event event = received.event();
        if (event instanceof OrderPlaced placed) {
            sales.placed(generation, placed);
        } else if (event instanceof OrderRejected || event instanceof OrderCancelled) {
            sales.calledOff(generation, event.key());
        } else if (event instanceof ParcelDelivered delivered) {
            sales.delivered(generation, delivered.orderId(), delivered.deliveredAt());
        }
    }

    @Override
    public int forget(long generation, int limit) {
        return sales.forget(generation, limit);
    }
}
