package org.ordertracking.events;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * A customer placed an order. Nothing is promised yet: stock comes next.
 *
 * @param orderId see {@link Formats#ID}
 * @param lines from 1 to {@link Formats#MAX_LINES}
 * @param currency ISO 4217, for example {@code EUR}
 * @param total what the customer pays, two decimals
 */
public record OrderPlaced(
        String orderId,
        Customer customer,
        Address deliverTo,
        List<OrderLine> lines,
        String currency,
        BigDecimal total,
        Instant placedAt)
        implements OrderEvent {

    public OrderPlaced {
        Require.matching("orderId", orderId, Patterns.ID);
        Require.present("customer", customer);
        Require.present("deliverTo", deliverTo);
        lines = Require.listOf("lines", lines, 1, Formats.MAX_LINES);
        Require.matching("currency", currency, Patterns.CURRENCY);
        total = Require.amount("total", total);
        Require.present("placedAt", placedAt);
    }
}
