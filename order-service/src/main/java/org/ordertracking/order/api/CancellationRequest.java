package org.ordertracking.order.api;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Body of {@code POST /orders/{id}/cancellation}. */
record CancellationRequest(
        @Schema(required = true, examples = "Ordered by mistake")
        @NotNull(message = "Say why, in a few words.")
        @Pattern(regexp = "(?s).*\\S.*", message = "Say why, in a few words.")
        @Size(max = 200, message = "Shorten it to {max} characters.")
        @Pattern(regexp = OrderRequest.PRINTABLE, message = OrderRequest.PRINTABLE_REMEDY)
        String reason) {}
