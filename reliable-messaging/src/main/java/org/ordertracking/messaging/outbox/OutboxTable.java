package org.ordertracking.messaging.outbox;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.ordertracking.events.EncodedEvent;
import org.ordertracking.events.EventEnvelope;

/** The outbox in the database. Every method works inside the caller's transaction. */
@Singleton
public class OutboxTable {

    private static final int MAX_REASON = 2000;

    private final Jdbi jdbi;

    OutboxTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void insert(EventEnvelope<?> envelope, EncodedEvent encoded, String traceParent) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO outbox (event_id, topic, record_key, type, source, occurred_at, payload, traceparent)
                        VALUES (:id, :topic, :key, :type, :source, :time, :payload, :traceParent)""")
                .bind("id", envelope.id())
                .bind("topic", encoded.topic())
                .bind("key", encoded.key())
                .bind("type", envelope.type())
                .bind("source", envelope.source())
                .bind("time", envelope.time())
                .bind("payload", encoded.payload())
                .bind("traceParent", traceParent)
                .execute());
    }

    /** Takes the lock that makes this process the relay, until the end of the transaction; false when another has it. */
    boolean tryLock() {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT id FROM outbox_relay WHERE id = 1 FOR UPDATE SKIP LOCKED")
                        .mapTo(Integer.class)
                        .findOne()
                        .isPresent());
    }

    /** Whether {@link #pending} would find anything. */
    boolean hasPending(String topic, Collection<String> leftOut) {
        return jdbi.withHandle(handle -> selectPending(handle, "1", topic, leftOut, 1)
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
    }

    /** The oldest unpublished rows of a topic, in order, without the keys that are blocked or to be left out. */
    List<OutboxRow> pending(String topic, Collection<String> leftOut, int limit) {
        return jdbi.withHandle(handle -> selectPending(handle, "o.*", topic, leftOut, limit)
                .map(OutboxTable::row)
                .list());
    }

    /**
     * The order names all columns of the index {@code outbox_pending}, though two of them are fixed: H2 sorts the whole
     * backlog for every batch otherwise.
     */
    private static Query selectPending(
            Handle handle, String columns, String topic, Collection<String> leftOut, int limit) {
        String withoutKeys = leftOut.isEmpty() ? "" : " AND o.record_key NOT IN (<leftOut>)";
        Query query = handle.createQuery("SELECT " + columns
                        + " FROM outbox o WHERE o.topic = :topic AND o.published_at IS NULL"
                        + withoutKeys
                        + " AND NOT EXISTS (SELECT 1 FROM outbox_blocked_key b"
                        + " WHERE b.topic = o.topic AND b.record_key = o.record_key)"
                        + " ORDER BY o.topic, o.published_at, o.position LIMIT :limit")
                .bind("topic", topic)
                .bind("limit", limit);
        return leftOut.isEmpty() ? query : query.bindList("leftOut", List.copyOf(leftOut));
    }

    void markPublished(Collection<OutboxRow> rows, Instant now) {
        if (rows.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> {
            try (PreparedBatch batch =
                    handle.prepareBatch("UPDATE outbox SET published_at = :now WHERE position = :position")) {
                rows.forEach(row ->
                        batch.bind("now", now).bind("position", row.position()).add());
                batch.execute();
            }
        });
    }

    /** Keeps a key back, from this row on, until somebody deletes the block. */
    void blockKey(OutboxRow row, String reason, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO outbox_blocked_key (topic, record_key, event_id, reason, blocked_at)
                        VALUES (:topic, :key, :id, :reason, :now)""")
                .bind("topic", row.topic())
                .bind("key", row.key())
                .bind("id", row.eventId())
                .bind("reason", reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON))
                .bind("now", now)
                .execute());
    }

    /** Deletes up to this many rows that were published before the given time, and tells how many it were. */
    int purge(Instant publishedBefore, int limit) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        DELETE FROM outbox WHERE position IN (
                            SELECT position FROM outbox WHERE published_at < :before ORDER BY published_at LIMIT :limit)""")
                .bind("before", publishedBefore)
                .bind("limit", limit)
                .execute());
    }

    /** What waits. Counts the whole backlog: not for every round. */
    public OutboxBacklog backlog() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT count(*) AS pending, min(occurred_at) AS oldest,
                            (SELECT count(*) FROM outbox_blocked_key) AS blocked
                        FROM outbox WHERE published_at IS NULL""")
                .map((row, context) -> {
                    OffsetDateTime oldest = row.getObject("oldest", OffsetDateTime.class);
                    return new OutboxBacklog(
                            row.getLong("pending"), oldest == null ? null : oldest.toInstant(), row.getLong("blocked"));
                })
                .one());
    }

    private static OutboxRow row(ResultSet row, StatementContext context) throws SQLException {
        return new OutboxRow(
                row.getLong("position"),
                row.getString("event_id"),
                row.getString("topic"),
                row.getString("record_key"),
                row.getString("type"),
                row.getString("source"),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                row.getBytes("payload"),
                row.getString("traceparent"));
    }
}
