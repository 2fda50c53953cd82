package org.ordertracking.messaging.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/** Dead letters and their audit in the database. Every method works inside the caller's transaction. */
@Singleton
class DeadLetterTable {

    private static final int SHOWN_KEY = 200;

    /** All columns but payload, headers and stack. */
    private static final String NOTE = "id, position, state, consumer, topic, topic_partition, topic_offset,"
            + " recorded_at, record_key, event_id, event_type, exception, reason, attempts, died_at, replay_of,"
            + " obstacle, decided_at";

    private final Jdbi jdbi;

    DeadLetterTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Keeps a letter; false when it is there already. */
    boolean insert(StoredLetter letter) {
        StoredLetter.Note note = letter.note();
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        INSERT INTO dead_letter (id, state, consumer, topic, topic_partition, topic_offset, recorded_at,
                            record_key, payload, payload_bytes, headers, event_id, event_type, traceparent, exception,
                            reason, stack, attempts, died_at, replay_of, obstacle)
                        VALUES (:id, :state, :consumer, :topic, :partition, :offset, :recordedAt,
                            :key, :payload, :payloadBytes, :headers, :eventId, :eventType, :traceParent, :exception,
                            :reason, :stack, :attempts, :diedAt, :replayOf, :obstacle)
                        ON CONFLICT DO NOTHING""")
                        .bind("id", note.id())
                        .bind("state", note.state().name())
                        .bind("consumer", note.consumer())
                        .bind("topic", note.origin().topic())
                        .bind("partition", note.origin().partition())
                        .bind("offset", note.origin().offset())
                        .bind("recordedAt", note.origin().time())
                        .bind("key", letter.key())
                        .bind("payload", letter.payload())
                        .bind("payloadBytes", letter.payloadBytes().orElse(null))
                        .bind("headers", HeadersJson.write(letter.headers()))
                        .bind("eventId", note.eventId().orElse(null))
                        .bind("eventType", note.eventType().orElse(null))
                        .bind("traceParent", letter.traceParent() == null ? null : cut(letter.traceParent(), 100))
                        .bind("exception", note.exception())
                        .bind("reason", note.reason())
                        .bind("stack", letter.stack())
                        .bind("attempts", note.attempts())
                        .bind("diedAt", note.diedAt())
                        .bind("replayOf", note.replayOf().map(id -> cut(id, 36)).orElse(null))
                        .bind(
                                "obstacle",
                                note.obstacle().map(text -> cut(text, 500)).orElse(null))
                        .execute()
                == 1);
    }

    private static String cut(String text, int maxLength) {
        return BoundedText.of(text, maxLength);
    }

    /**
     * The newest letters first.
     *
     * @param before only letters that were stored before the one with this position
     */
    List<StoredLetter.Note> list(Optional<LetterState> state, Optional<String> topic, OptionalLong before, int limit) {
        String sql = "SELECT " + NOTE + " FROM dead_letter WHERE 1 = 1"
                + (state.isPresent() ? " AND state = :state" : "")
                + (topic.isPresent() ? " AND topic = :topic" : "")
                + (before.isPresent() ? " AND position < :before" : "")
                + " ORDER BY position DESC LIMIT :limit";
        return jdbi.withHandle(handle -> {
            Query query = handle.createQuery(sql).bind("limit", limit);
            state.ifPresent(wanted -> query.bind("state", wanted.name()));
            topic.ifPresent(wanted -> query.bind("topic", wanted));
            before.ifPresent(position -> query.bind("before", position));
            return query.map(DeadLetterTable::note).list();
        });
    }

    Optional<StoredLetter> find(String id) {
        return select(id, "");
    }

    /** The letter, locked until the end of the transaction; empty when there is none, or when somebody else has it. */
    Optional<StoredLetter> tryLock(String id) {
        return select(id, " FOR UPDATE SKIP LOCKED");
    }

    private Optional<StoredLetter> select(String id, String lock) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT " + NOTE
                        + ", payload, payload_bytes, headers, stack, traceparent FROM dead_letter WHERE id = :id"
                        + lock)
                .bind("id", id)
                .map(DeadLetterTable::letter)
                .findOne());
    }

    /** Notes a decision, in the letter and in the audit. */
    void decide(String id, AuditRecord decision) {
        jdbi.useHandle(handle -> {
            handle.createUpdate("UPDATE dead_letter SET state = :state, decided_at = :at WHERE id = :id")
                    .bind("state", decision.decision().name())
                    .bind("at", decision.at())
                    .bind("id", id)
                    .execute();
            handle.createUpdate("""
                            INSERT INTO dead_letter_audit (letter_id, decided_at, actor, decision, reason)
                            VALUES (:id, :at, :actor, :decision, :reason)""")
                    .bind("id", id)
                    .bind("at", decision.at())
                    .bind("actor", decision.actor())
                    .bind("decision", decision.decision().name())
                    .bind("reason", decision.reason().orElse(null))
                    .execute();
        });
    }

    /** Decisions about a letter, the first one first. */
    List<AuditRecord> audit(String id) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM dead_letter_audit WHERE letter_id = :id ORDER BY position")
                .bind("id", id)
                .map((row, context) -> new AuditRecord(
                        instant(row, "decided_at"),
                        row.getString("actor"),
                        LetterState.valueOf(row.getString("decision")),
                        Optional.ofNullable(row.getString("reason"))))
                .list());
    }

    /** How many letters wait for a decision, by topic; topics without any are left out. */
    Map<String, Long> countOpen() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT topic, count(*) AS letters FROM dead_letter WHERE state = 'OPEN' GROUP BY topic")
                .map((row, context) -> Map.entry(row.getString("topic"), row.getLong("letters")))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Deletes up to this many letters that were decided before the given time, and tells how many it were. */
    int purge(Instant decidedBefore, int limit) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        DELETE FROM dead_letter WHERE id IN (
                            SELECT id FROM dead_letter WHERE decided_at < :before ORDER BY decided_at LIMIT :limit)""")
                .bind("before", decidedBefore)
                .bind("limit", limit)
                .execute());
    }

    private static StoredLetter letter(ResultSet row, StatementContext context) throws SQLException {
        long payloadBytes = row.getLong("payload_bytes");
        Optional<Long> size = row.wasNull() ? Optional.empty() : Optional.of(payloadBytes);
        return new StoredLetter(
                note(row, context),
                row.getBytes("record_key"),
                row.getBytes("payload"),
                size,
                HeadersJson.read(row.getBytes("headers")),
                row.getString("stack"),
                row.getString("traceparent"));
    }

    private static StoredLetter.Note note(ResultSet row, StatementContext context) throws SQLException {
        byte[] key = row.getBytes("record_key");
        return new StoredLetter.Note(
                row.getString("id"),
                row.getLong("position"),
                LetterState.valueOf(row.getString("state")),
                row.getString("consumer"),
                new Origin(
                        row.getString("topic"),
                        row.getInt("topic_partition"),
                        row.getLong("topic_offset"),
                        instant(row, "recorded_at")),
                Optional.ofNullable(key).map(bytes -> BoundedText.of(new String(bytes, UTF_8), SHOWN_KEY)),
                Optional.ofNullable(row.getString("event_id")),
                Optional.ofNullable(row.getString("event_type")),
                row.getString("exception"),
                row.getString("reason"),
                row.getInt("attempts"),
                instant(row, "died_at"),
                Optional.ofNullable(row.getString("replay_of")),
                Optional.ofNullable(row.getString("obstacle")),
                Optional.ofNullable(instant(row, "decided_at")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
