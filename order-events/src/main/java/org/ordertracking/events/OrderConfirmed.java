package org.ordertracking.events;

import java.time.Instant;
import java.util.List;

/**
 * All goods of an order are reserved; it can be delivered.
 *
 * @param orderId see {@link Formats#ID}
 * @param lines from 1 to {@link Formats#MAX_LINES}
 */
public record OrderConfirmed(String orderId, Address deliverTo, List<OrderLine> lines, Instant confirmedAt)
        implements OrderEvent {

    public OrderConfirmed {
        Require.matching("orderId", orderId, Patterns.ID);
        Require.present("deliverTo", deliverTo);
        lines = Require.listOf("lines", lines, 1, Formats.MAX_LINES);
        Require.present("confirmedAt", confirmedAt);
    }
}
