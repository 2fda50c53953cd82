package org.ordertracking.order.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.ordertracking.events.OrderLine;

/** An order as it stands in a list. */
public record OrderSummary(
        String id, OrderState state, String currency, BigDecimal total, List<OrderLine> lines, Instant placedAt) {

    public OrderSummary {
        lines = List.copyOf(lines);
    }

    /** All lines together. */
    public long pieces() {
        return lines.stream().mapToLong(OrderLine::quantity).sum();
    }

    /** The same with its lines. */
    public OrderSummary with(List<OrderLine> itsLines) {
        return new OrderSummary(id, state, currency, total, itsLines, placedAt);
    }
}
