package org.ordertracking.order.domain;

import java.time.Instant;

/**
 * The stock of one product, as the warehouse told it last.
 *
 * @param onHand pieces in the warehouse
 * @param reserved pieces of those that belong to orders
 * @param changedAt when the warehouse saw it so
 */
public record StockLevel(long onHand, long reserved, Instant changedAt) {

    /** Pieces that can still be sold. */
    public long available() {
        return onHand - reserved;
    }
}
