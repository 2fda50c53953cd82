package org.ordertracking.order.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ordertracking.order.domain.ProductValue;

/** Answers below {@code /analytics}. */
final class AnalyticsAnswers {

    private AnalyticsAnswers() {}

    /** Answer of {@code GET /analytics/orders-per-minute}: every minute of the span, the oldest first. */
    record OrdersPerMinute(@Schema(required = true) List<Minute> minutes) {}

    /**
     * One minute.
     *
     * @param minute its beginning
     * @param orders placed in it
     */
    record Minute(
            @Schema(required = true) Instant minute,
            @Schema(required = true) long orders) {}

    /** Answer of {@code GET /analytics/value-by-product}: the highest values first. */
    record ValueByProduct(@Schema(required = true) List<Value> products) {}

    /**
     * What was sold of a product.
     *
     * @param orders that have it, without those that were rejected or cancelled
     */
    record Value(
            @Schema(required = true, examples = "MUG-BLUE") String sku,
            @Schema(required = true, examples = "EUR") String currency,
            @Schema(required = true) long orders,
            @Schema(required = true) long pieces,
            @Schema(required = true, examples = "19.80") BigDecimal amount) {

        static Value of(ProductValue value) {
            return new Value(value.sku(), value.currency(), value.orders(), value.pieces(), value.amount());
        }
    }

    /**
     * Answer of {@code GET /analytics/delivery-time}.
     *
     * @param orders that were delivered
     * @param p50Seconds what half of them took at most; left out when none was delivered
     * @param p95Seconds what 95 % of them took at most; left out as the other
     * @param relativeError how far the percentiles may be off, at most
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DeliveryTime(
            @Schema(required = true) long orders,
            Double p50Seconds,
            Double p95Seconds,
            @Schema(required = true, examples = "0.02") double relativeError) {

        static Double seconds(Optional<Duration> duration) {
            return duration.map(it -> it.toMillis() / 1000.0).orElse(null);
        }
    }
}
