package org.ordertracking.order.domain;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * An order as it stands in a list.
 *
 * @param pieces all lines together
 */
public record OrderSummary(
        String id, OrderState state, String currency, BigDecimal total, long pieces, Instant placedAt) {}
