package org.ordertracking.messaging.deadletters.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Dead letters, the newest first.
 *
 * @param nextCursor {@code cursor} of the next page; left out on the last one
 */
@RegisterForReflection
@Schema(name = "DeadLetterPage")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LetterPage(
        @Schema(required = true) List<LetterView> letters,

        @Schema(description = "cursor of the next page; left out on the last one")
        String nextCursor) {}
