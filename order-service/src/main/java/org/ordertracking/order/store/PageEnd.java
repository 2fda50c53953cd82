package org.ordertracking.order.store;

import java.time.Instant;

/** The last order on a page; the next page starts behind it, whatever was placed in the meantime. */
public record PageEnd(Instant placedAt, String orderId) {}
