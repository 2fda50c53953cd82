package org.ordertracking.messaging.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.ordertracking.messaging.deadletters.DeadLetters;
import org.ordertracking.messaging.outbox.OutboxBacklog;
import org.ordertracking.messaging.outbox.OutboxTable;

/** What waits in a service's database: events to be published, dead letters to be decided. As of now, where metrics sample. */
@Path("/admin/backlog")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration")
public class BacklogResource {

    private static final String EXAMPLE = """
            {"outboxPending": 12, "outboxOldest": "2026-01-31T12:00:00Z", "outboxBlockedKeys": 0, "deadLetters": {"stock": 1}}""";

    private final OutboxTable outbox;
    private final DeadLetters deadLetters;

    BacklogResource(OutboxTable outbox, DeadLetters deadLetters) {
        this.outbox = outbox;
        this.deadLetters = deadLetters;
    }

    /**
     * What waits.
     *
     * @param outboxPending events that are not on the log yet
     * @param outboxOldest when the oldest of them was written; left out when none waits
     * @param outboxBlockedKeys keys whose next event the broker refuses for good
     * @param deadLetters letters without a decision, by topic; topics without any are left out
     */
    @RegisterForReflection
    @Schema(name = "Backlog")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record BacklogView(
            @Schema(required = true) long outboxPending,
            Instant outboxOldest,
            @Schema(required = true) long outboxBlockedKeys,
            @Schema(required = true) Map<String, Long> deadLetters) {}

    @GET
    @Operation(
            summary = "What waits in this service",
            description = "Counts the outbox and the dead letters as they are now.")
    @APIResponse(
            responseCode = "200",
            description = "What waits; zeros and no topics when nothing does",
            content =
                    @Content(
                            schema = @Schema(implementation = BacklogView.class),
                            examples = @ExampleObject(name = "the broker was away", value = EXAMPLE)))
    public BacklogView look() {
        return QuarkusTransaction.joiningExisting().call(() -> {
            OutboxBacklog waiting = outbox.backlog();
            return new BacklogView(waiting.pending(), waiting.oldest(), waiting.blockedKeys(), deadLetters.countOpen());
        });
    }
}
