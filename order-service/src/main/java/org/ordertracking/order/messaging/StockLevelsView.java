package org.ordertracking.order.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.ordertracking.events.StockLevelChanged;
import org.ordertracking.events.Topics;
import org.ordertracking.messaging.inbox.ReceivedEvent;
import org.ordertracking.messaging.projection.Projection;
import org.ordertracking.order.store.ProductStore;

/** The stock that the product page shows, from topic {@code inventory}. */
@ApplicationScoped
class StockLevelsView implements Projection {

    private final ProductStore products;

    StockLevelsView(ProductStore products) {
        this.products = products;
    }

    @Override
    public String name() {
        return ProductStore.VIEW;
    }

    @Override
    public Set<String> topics() {
        return Set.of(Topics.INVENTORY);
    }

    @Override
    public void apply(long generation, ReceivedEvent received) {
        if (received.event() instanceof StockLevelChanged level) {
            products.remember(generation, level);
        }
    }

    @Override
    public int forget(long generation, int limit) {
        return products.forget(generation, limit);
    }
}
