package org.ordertracking.events;

/**
 * What warehouse-service says about an article on topic {@link Topics#INVENTORY}. The topic is compacted: its records
 * together are the stock of every article, and the newest record of a key is all that a reader needs.
 */
public sealed interface InventoryEvent extends Event permits StockLevelChanged {

    /** The article that this event is about. */
    String sku();

    @Override
    default String key() {
        return sku();
    }
}
