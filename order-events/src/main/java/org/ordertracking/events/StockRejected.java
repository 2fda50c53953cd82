package org.ordertracking.events;

import java.time.Instant;
import java.util.List;

/**
 * The warehouse cannot supply an order, and reserved nothing for it.
 *
 * @param orderId see {@link Formats#ID}
 * @param shortages what is missing, at most {@link Formats#MAX_LINES}; empty when the reason is not a lack of goods
 */
public record StockRejected(String orderId, RejectionReason reason, List<Shortage> shortages, Instant rejectedAt)
        implements StockEvent {

    public StockRejected {
        Require.matching("orderId", orderId, Patterns.ID);
        Require.present("reason", reason);
        shortages = Require.listOf("shortages", shortages, 0, Formats.MAX_LINES);
        Require.present("rejectedAt", rejectedAt);
    }
}
