package org.ordertracking.events;

import java.time.Instant;
import java.util.List;

/**
 * The warehouse keeps all goods of an order back.
 *
 * @param orderId see {@link Formats#ID}
 * @param lines from 1 to {@link Formats#MAX_LINES}
 */
public record StockReserved(String orderId, List<StockLine> lines, Instant reservedAt) implements StockEvent {

    public StockReserved {
        Require.matching("orderId", orderId, Patterns.ID);
        lines = Require.listOf("lines", lines, 1, Formats.MAX_LINES);
        Require.present("reservedAt", reservedAt);
    }
}
