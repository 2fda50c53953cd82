package org.ordertracking.order.api;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ordertracking.http.problem.TextFormat;

/** Body of {@code POST /orders/{id}/cancellation}. */
record CancellationRequest(
        @Schema(required = true, examples = "Ordered by mistake")
        @NotNull(message = "Say why, in a few words.")
        @Pattern(regexp = TextFormat.NOT_BLANK, message = "Say why, in a few words.")
        @Size(max = 200, message = "Shorten it to {max} characters.")
        @Pattern(regexp = TextFormat.PRINTABLE, message = OrderRequest.PRINTABLE_REMEDY)
        String reason) {}
