package org.ordertracking.order.api;

import java.math.BigDecimal;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ordertracking.order.domain.Order;
import org.ordertracking.order.domain.OrderState;

/**
 * The answer to {@code POST /orders}. It says only what never changes, so the same request sent again is answered the
 * same.
 */
record OrderReceipt(
        @Schema(required = true) String orderId,
        @Schema(required = true) String currency,
        @Schema(required = true) BigDecimal total,
        @Schema(required = true) Instant placedAt,
        @Schema(required = true) Links links) {

    static OrderReceipt of(Order order) {
        String self = OrderResource.PATH + "/" + order.id();
        return new OrderReceipt(
                order.id(),
                order.purchase().currency(),
                order.purchase().total(),
                order.milestones().of(OrderState.PLACED).orElseThrow(),
                new Links(self, self + "/timeline", self + "/events", self + "/cancellation"));
    }

    /** Paths where the order is followed. */
    record Links(String order, String timeline, String events, String cancellation) {}
}
