package org.ordertracking.order.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ordertracking.order.domain.OrderState;
import org.ordertracking.order.domain.OrderSummary;

/**
 * Answer of {@code GET /orders?customer=}.
 *
 * @param next cursor of the next page; left out on the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OrderPageView(@Schema(required = true) List<SummaryView> orders, String next) {

    /** An order in the list. */
    record SummaryView(
            String orderId,
            OrderState state,
            String currency,
            BigDecimal total,
            long pieces,
            List<OrderView.LineView> lines,
            Instant placedAt) {

        static SummaryView of(OrderSummary order) {
            return new SummaryView(
                    order.id(),
                    order.state(),
                    order.currency(),
                    order.total(),
                    order.pieces(),
                    order.lines().stream().map(OrderView.LineView::of).toList(),
                    order.placedAt());
        }
    }
}
