package org.ordertracking.events;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * A customer placed an order. Nothing is promised yet: screening and stock come next.
 *
 * @param orderId see {@link Formats#ID}
 * @param lines from 1 to {@link Formats#MAX_LINES}
 * @param currency ISO 4217, for example {@code EUR}
 * @param total what the customer pays, two decimals
 * @param payment null when the order is paid by other means than a card
 * @param visitorId the visitor of the shop who ordered, as in {@link ProductViewed}, see {@link Formats#ID}; null when not known
 */
public record OrderPlaced(
        String orderId,
        Customer customer,
        Address deliverTo,
        List<OrderLine> lines,
        String currency,
        BigDecimal total,
        Instant placedAt,
        Payment payment,
        String visitorId)
        implements OrderEvent {

    public OrderPlaced {
        Require.matching("orderId", orderId, Patterns.ID);
        Require.present("customer", customer);
        Require.present("deliverTo", deliverTo);
        lines = Require.listOf("lines", lines, 1, Formats.MAX_LINES);
        Require.matching("currency", currency, Patterns.CURRENCY);
        total = Require.amount("total", total);
        Require.present("placedAt", placedAt);
        Require.matchingOrNull("visitorId", visitorId, Patterns.ID);
    }

    /** An order without card and visitor. */
    public OrderPlaced(
            String orderId,
            Customer customer,
            Address deliverTo,
            List<OrderLine> lines,
            String currency,
            BigDecimal total,
            Instant placedAt) {
        this(orderId, customer, deliverTo, lines, currency, total, placedAt, null, null);
    }
}
