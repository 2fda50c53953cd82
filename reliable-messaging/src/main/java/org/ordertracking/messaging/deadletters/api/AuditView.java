package org.ordertracking.messaging.deadletters.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ordertracking.messaging.deadletters.AuditRecord;
import org.ordertracking.messaging.deadletters.LetterState;

/** Who decided what about a dead letter; {@code reason} is left out when none was given. */
@RegisterForReflection
@Schema(name = "DeadLetterDecision")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditView(
        @Schema(required = true) Instant at,
        @Schema(required = true) String actor,
        @Schema(required = true) LetterState decision,
        String reason) {

    static List<AuditView> of(List<AuditRecord> records) {
        return records.stream()
                .map(record -> new AuditView(
                        record.at(),
                        record.actor(),
                        record.decision(),
                        record.reason().orElse(null)))
                .toList();
    }
}
