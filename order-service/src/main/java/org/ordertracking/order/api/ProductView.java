package org.ordertracking.order.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ordertracking.order.domain.ShelfItem;
import org.ordertracking.order.domain.StockLevel;

/**
 * A product with its live stock.
 *
 * @param available pieces that can be ordered now; left out until the warehouse told of it
 * @param stockChangedAt when the warehouse saw it so
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProductView(
        @Schema(required = true) String sku,
        @Schema(required = true) String name,
        @Schema(required = true) String description,
        @Schema(required = true) BigDecimal unitPrice,
        @Schema(required = true) String currency,
        Long available,
        Instant stockChangedAt) {

    static ProductView of(ShelfItem item, String currency) {
        return new ProductView(
                item.product().sku(),
                item.product().name(),
                item.product().description(),
                item.product().unitPrice(),
                currency,
                item.stock().map(StockLevel::available).orElse(null),
                item.stock().map(StockLevel::changedAt).orElse(null));
    }

    /** Answer of {@code GET /products}. */
    record Shelf(@Schema(required = true) List<ProductView> products) {}
}
