package org.ordertracking.warehouse.api;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ordertracking.warehouse.domain.StockItem;

/** The count that an article is set to. */
public record RestockRequest(
        @NotNull(message = "Send a whole number.")
        @Min(0)
        @Max(StockItem.MAX_ON_HAND)
        @Schema(description = "pieces in the warehouse", examples = "500")
        Long onHand) {}
