package org.ordertracking.order.application;

import org.ordertracking.order.domain.Order;

/** An order came into another state, or was placed. For observers after the transaction. */
public record OrderMoved(Order order) {}
