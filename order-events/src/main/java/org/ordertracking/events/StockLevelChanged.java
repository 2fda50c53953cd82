package org.ordertracking.events;

import java.time.Instant;

/**
 * The stock of one article after a change. It carries the whole state, not the difference, so that the newest record of
 * an article replaces all older ones.
 *
 * @param sku see {@link Formats#SKU}
 * @param onHand pieces in the warehouse, 0 or more
 * @param reserved pieces of those that belong to orders, from 0 to {@code onHand}
 * @param version one more with each change of this article, 0 or more; a reader keeps the highest
 */
public record StockLevelChanged(String sku, long onHand, long reserved, long version, Instant changedAt)
        implements InventoryEvent {

    public StockLevelChanged {
        Require.matching("sku", sku, Patterns.SKU);
        Require.atLeast("onHand", onHand, 0);
        Require.atLeast("reserved", reserved, 0);
        if (reserved > onHand) {
            throw new IllegalArgumentException("reserved " + reserved + " must not exceed onHand " + onHand);
        }
        Require.atLeast("version", version, 0);
        Require.present("changedAt", changedAt);
    }

    /** Pieces that can still be sold. */
    public long available() {
        return onHand - reserved;
    }
}
