package org.ordertracking.warehouse.application;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.ordertracking.events.StockLevelChanged;
import org.ordertracking.messaging.outbox.Outbox;
import org.ordertracking.warehouse.domain.StockItem;
import org.ordertracking.warehouse.storage.StockItems;

/**
 * The one way to change an article: its new version is written and the others are told in the same transaction.
 *
 * <p>The article's row must be locked ({@link StockItems#lock}). The lock also keeps the outbox rows of an article in the
 * order of its versions.
 */
@ApplicationScoped
class StockLedger {

    private final StockItems items;
    private final Outbox outbox;

    StockLedger(StockItems items, Outbox outbox) {
        this.items = items;
        this.outbox = outbox;
    }

    void record(StockItem item, Instant at) {
        items.update(item);
        outbox.publish(new StockLevelChanged(item.sku(), item.onHand(), item.reserved(), item.version(), at));
    }
}
