package org.ordertracking.events;

import java.time.Instant;
import java.util.List;

/**
 * Goods that were reserved for an order are free again.
 *
 * @param orderId see {@link Formats#ID}
 * @param lines from 1 to {@link Formats#MAX_LINES}
 */
public record StockReleased(String orderId, List<StockLine> lines, Instant releasedAt) implements StockEvent {

    public StockReleased {
        Require.matching("orderId", orderId, Patterns.ID);
        lines = Require.listOf("lines", lines, 1, Formats.MAX_LINES);
        Require.present("releasedAt", releasedAt);
    }
}
