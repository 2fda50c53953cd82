package org.ordertracking.messaging.deadletters.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.ordertracking.messaging.deadletters.AuditRecord;
import org.ordertracking.messaging.deadletters.LetterState;
import org.ordertracking.messaging.deadletters.Origin;
import org.ordertracking.messaging.deadletters.StoredLetter;

/**
 * A dead letter. What there is not is left out; lists leave out the record, the stack and the audit too.
 *
 * @param key of the record, as text
 * @param record as it was
 * @param replayOf the letter whose replay became this one
 * @param obstacle why it cannot be replayed
 * @param audit what was decided, the first decision first
 */
@RegisterForReflection
@Schema(name = "DeadLetter")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LetterView(
        @Schema(required = true) String id,
        @Schema(required = true) LetterState state,
        @Schema(required = true) Place origin,
        String key,
        String eventId,
        String eventType,
        @Schema(required = true) Reason failure,

        @Schema(description = "the letter whose replay became this one")
        String replayOf,

        @Schema(description = "why it cannot be replayed") String obstacle,
        Instant decidedAt,
        Original record,
        List<AuditView> audit) {

    /** Where the record stands, or stood. */
    @RegisterForReflection
    @Schema(name = "DeadLetterOrigin")
    public record Place(
            @Schema(required = true) String topic,
            @Schema(required = true) int partition,
            @Schema(required = true) long offset,

            @Schema(required = true, description = "timestamp of the record")
            Instant recordedAt) {

        static Place of(Origin origin) {
            return new Place(origin.topic(), origin.partition(), origin.offset(), origin.time());
        }
    }

    /** Why it was given up. */
    @RegisterForReflection
    @Schema(name = "DeadLetterFailure")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Reason(
            @Schema(required = true) String consumer,
            @Schema(required = true) int attempts,
            @Schema(required = true) Instant diedAt,
            @Schema(required = true) String exception,
            @Schema(required = true) String reason,
            String stack) {

        static Reason of(StoredLetter.Note note, String stack) {
            return new Reason(note.consumer(), note.attempts(), note.diedAt(), note.exception(), note.reason(), stack);
        }
    }

    /** The record as it was. */
    @RegisterForReflection
    @Schema(name = "DeadLetterRecord")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Original(
            @Schema(required = true) ReadableBytes key,
            @Schema(required = true) ReadableBytes payload,

            @Schema(description = "of the value; more than there is in payload when it was too large to keep")
            Long payloadBytes,

            @Schema(required = true) List<RecordHeader> headers,
            String traceparent) {

        static Original of(StoredLetter letter) {
            return new Original(
                    ReadableBytes.text(letter.key()),
                    ReadableBytes.of(letter.payload()),
                    letter.payloadBytes().orElse(null),
                    letter.headers().stream()
                            .map(header -> new RecordHeader(header.key(), ReadableBytes.text(header.value())))
                            .toList(),
                    letter.traceParent());
        }
    }

    /** A header of the record. */
    @RegisterForReflection
    @Schema(name = "DeadLetterHeader")
    public record RecordHeader(
            @Schema(required = true) String name,
            @Schema(required = true) ReadableBytes value) {}

    /** As it stands in a list. */
    static LetterView inList(StoredLetter.Note note) {
        return of(note, null, null, null);
    }

    /** With all that is known. */
    static LetterView whole(StoredLetter letter, List<AuditRecord> audit) {
        return of(letter.note(), letter.stack(), Original.of(letter), AuditView.of(audit));
    }

    private static LetterView of(StoredLetter.Note note, String stack, Original record, List<AuditView> audit) {
        return new LetterView(
                note.id(),
                note.state(),
                Place.of(note.origin()),
                note.key().orElse(null),
                note.eventId().orElse(null),
                note.eventType().orElse(null),
                Reason.of(note, stack),
                note.replayOf().orElse(null),
                note.obstacle().orElse(null),
                note.decidedAt().orElse(null),
                record,
                audit);
    }
}
