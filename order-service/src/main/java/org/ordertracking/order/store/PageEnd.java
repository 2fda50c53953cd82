package org.ordertracking.order.store;

import java.time.Instant;

/**
 * The last order on a page; the next page starts behind it, whatever came in the meantime.
 *
 * @param time by which the list is sorted
 */
public record PageEnd(Instant time, String orderId) {}
