package org.ordertracking.order.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.ordertracking.events.Event;
import org.ordertracking.events.OrderPlaced;
import org.ordertracking.events.ProductViewed;
import org.ordertracking.events.Topics;
import org.ordertracking.messaging.inbox.ReceivedEvent;
import org.ordertracking.messaging.projection.Projection;
import org.ordertracking.order.store.InterestStore;

/** What people bought who looked at a product, from {@code customer-activity} and {@code orders}. */
@ApplicationScoped
class RecommendationsView implements Projection {

    private final InterestStore interest;

    RecommendationsView(InterestStore interest) {
        this.interest = interest;
    }

    @Override
    public String name() {
        return InterestStore.VIEW;
    }

    @Override
    public Set<String> topics() {
        return Set.of(Topics.CUSTOMER_ACTIVITY, Topics.ORDERS);
    }

    @Override
    public void apply(long generation, ReceivedEvent received) {
        Event event = received.event();
        if (event instanceof ProductViewed viewed) {
            interest.looked(generation, viewed.visitorId(), viewed.sku(), viewed.viewedAt());
        } else if (event instanceof OrderPlaced placed && placed.visitorId() != null) {
            placed.lines()
                    .forEach(line -> interest.bought(generation, placed.visitorId(), line.sku(), placed.placedAt()));
        }
    }

    @Override
    public int forget(long generation, int limit) {
        return interest.forget(generation, limit);
    }
}
