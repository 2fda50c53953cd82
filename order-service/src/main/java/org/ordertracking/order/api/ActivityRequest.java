package org.ordertracking.order.api;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ordertracking.events.Formats;

/**
 * Body of {@code POST /activity}.
 *
 * @param visitorId a random id that the page gave its visitor; says nothing about the person
 */
record ActivityRequest(
        @Schema(required = true, examples = "v-7f3a9c")
        @NotNull(message = OrderRequest.VISITOR_REMEDY)
        @Pattern(regexp = Formats.ID, message = OrderRequest.VISITOR_REMEDY)
        String visitorId,

        @Schema(required = true, examples = "[\"MUG-BLUE\", \"TEE-M\"]")
        @NotNull(message = "Send the products that were looked at.")
        @Size(min = 1, max = ActivityRequest.MAX_VIEWS, message = "Send from {min} to {max} products at once.")
        List<
                        @NotNull(message = ActivityRequest.SKU_REMEDY)
                        @Pattern(regexp = Formats.SKU, message = ActivityRequest.SKU_REMEDY) String>
                viewed) {

    static final int MAX_VIEWS = 20;
    static final String SKU_REMEDY = "Send a sku as GET /products has it.";
}
