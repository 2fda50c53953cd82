package org.ordertracking.events;

import java.time.Instant;
import java.util.List;

/**
 * Goods that had left with a parcel are in the warehouse again.
 *
 * @param orderId see {@link Formats#ID}
 * @param lines from 1 to {@link Formats#MAX_LINES}
 */
public record StockReturned(String orderId, List<StockLine> lines, Instant returnedAt) implements StockEvent {

    public StockReturned {
        Require.matching("orderId", orderId, Patterns.ID);
        lines = Require.listOf("lines", lines, 1, Formats.MAX_LINES);
        Require.present("returnedAt", returnedAt);
    }
}
