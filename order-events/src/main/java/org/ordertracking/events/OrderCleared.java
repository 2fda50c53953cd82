package org.ordertracking.events;

import java.time.Instant;
import java.util.List;

/**
 * An order was screened and nothing speaks against it: goods may be reserved.
 *
 * @param orderId see {@link Formats#ID}
 * @param lines from 1 to {@link Formats#MAX_LINES}
 */
public record OrderCleared(String orderId, List<OrderLine> lines, Instant clearedAt) implements OrderEvent {

    public OrderCleared {
        Require.matching("orderId", orderId, Patterns.ID);
        lines = Require.listOf("lines", lines, 1, Formats.MAX_LINES);
        Require.present("clearedAt", clearedAt);
    }
}
