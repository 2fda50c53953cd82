package org.ordertracking.warehouse.api;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a supplier's delivery brought of an article. */
public record ReceiptRequest(
        @NotNull(message = "Send a whole number.")
        @Min(1)
        @Max(ReceiptRequest.MAX_QUANTITY)
        @Schema(description = "pieces that came in", examples = "120")
        Long quantity) {

    /** Far below the most pieces that a warehouse keeps of an article. */
    static final long MAX_QUANTITY = 1_000_000;
}
