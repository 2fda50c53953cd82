package org.ordertracking.order.api;

import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ordertracking.order.domain.Recommendation;

/** Answer of {@code GET /products/{sku}/recommendations}: what most people bought first. */
record RecommendationsView(
        @Schema(required = true, examples = "MUG-BLUE") String sku,
        @Schema(required = true) List<AlsoBought> alsoBought) {

    static RecommendationsView of(String sku, List<Recommendation> recommendations, String currency) {
        return new RecommendationsView(
                sku,
                recommendations.stream().map(it -> AlsoBought.of(it, currency)).toList());
    }

    /**
     * A product that people bought who looked at this one.
     *
     * @param visitors how many of them
     */
    record AlsoBought(
            @Schema(required = true, examples = "TEE-M") String sku,
            @Schema(required = true) String name,
            @Schema(required = true) BigDecimal unitPrice,
            @Schema(required = true) String currency,
            @Schema(required = true) long visitors) {

        static AlsoBought of(Recommendation recommendation, String currency) {
            return new AlsoBought(
                    recommendation.product().sku(),
                    recommendation.product().name(),
                    recommendation.product().unitPrice(),
                    currency,
                    recommendation.visitors());
        }
    }
}
