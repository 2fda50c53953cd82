package org.ordertracking.order.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ordertracking.order.domain.OrderState;
import org.ordertracking.order.domain.StuckOrder;

/**
 * Answer of {@code GET /admin/stuck-orders}.
 *
 * @param next cursor of the next page; left out on the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StuckOrderPageView(@Schema(required = true) List<StuckOrderView> orders, String next) {

    /** An order in the list. */
    record StuckOrderView(
            @Schema(required = true) String orderId,
            @Schema(required = true) OrderState state,
            @Schema(required = true) WaitView waitsFor,
            @Schema(required = true) Instant stuckSince) {

        static StuckOrderView of(StuckOrder order) {
            return new StuckOrderView(
                    order.orderId(),
                    order.state(),
                    WaitView.of(order.waitsFor(), order.progressedAt()),
                    order.stuckSince());
        }
    }
}
