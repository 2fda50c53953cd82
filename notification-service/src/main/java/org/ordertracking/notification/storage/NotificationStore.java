package org.ordertracking.notification.storage;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;
import org.ordertracking.events.Channel;
import org.ordertracking.messaging.telemetry.Traced;
import org.ordertracking.notification.domain.Message;
import org.ordertracking.notification.domain.Notification;
import org.ordertracking.notification.domain.Occasion;
import org.ordertracking.notification.domain.Progress;

/** Notifications, and the queue of those that are due. Methods that write belong inside the caller's transaction. */
@ApplicationScoped
public class NotificationStore {

    private static final String COLUMNS =
            "id, event_id, order_id, about, channel, recipient, subject, body, state, attempts, created_at, due_at,"
                    + " ended_at, via, detail";

    /** Rows of table recipient_lock, which recipients share. */
    private static final int RECIPIENT_LOCKS = 64;

    /** As many as others may hold at the time: the couriers of one process, at most. */
    private static final int CANDIDATES = 32;

    private final Jdbi jdbi;

    NotificationStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Adds a notification, unless there is one for its event and channel.
     *
     * @param planned with the trace to which sending it will belong
     * @return whether it was added
     */
    public boolean add(Traced<Notification> planned) {
        Notification notification = planned.work();
        return 1
                == jdbi.withHandle(handle -> {
                    var insert = handle.createUpdate(
                            "INSERT INTO notification (" + COLUMNS + ", traceparent) VALUES"
                                    + " (:id, :eventId, :orderId, :about, :channel, :recipient, :subject, :body, :state,"
                                    + " :attempts, :createdAt, :dueAt, :endedAt, :via, :detail, :traceParent) ON CONFLICT DO NOTHING");
                    insert.bind("id", notification.id().toString())
                            .bind("eventId", notification.eventId())
                            .bind("orderId", notification.orderId())
                            .bind("about", notification.occasion().about())
                            .bind("channel", notification.channel().name())
                            .bind("recipient", notification.recipient())
                            .bind("subject", notification.message().subject())
                            .bind("body", notification.message().text())
                            .bind("createdAt", notification.createdAt())
                            .bind("traceParent", planned.traceParent());
                    bindProgress(insert, notification.progress());
                    return insert.execute();
                });
    }

    /**
     * The notification of a channel that has been due for longest, locked until the transaction ends. Others that look at
     * the same time get others.
     */
    public Optional<Traced<Notification>> lockNextDue(Channel channel, Instant now) {
        // Two steps: with FOR UPDATE, H2 reads and sorts everything that is due before it takes the first. The inner
        // order names all columns of the index notification_due, so that there the first are all that is read.
        return jdbi.withHandle(handle -> handle.createQuery("SELECT " + COLUMNS + ", traceparent FROM notification"
                        + " WHERE id IN (SELECT id FROM notification"
                        + " WHERE state = 'PENDING' AND channel = :channel AND due_at <= :now"
                        + " ORDER BY state, channel, due_at FETCH FIRST :candidates ROWS ONLY)"
                        + " AND state = 'PENDING' AND due_at <= :now"
                        + " ORDER BY due_at, id FETCH FIRST 1 ROW ONLY FOR UPDATE SKIP LOCKED")
                .bind("channel", channel.name())
                .bind("now", now)
                .bind("candidates", CANDIDATES)
                .map((row, context) -> new Traced<>(notification(row), row.getString("traceparent")))
                .findOne());
    }

    /**
     * Replaces the progress of a pending notification.
     *
     * @param knownAttempts the attempts that it has as far as the caller knows
     * @return false when it is no longer pending, or somebody else has begun a further attempt; nothing changed then
     */
    public boolean advance(Notification notification, int knownAttempts) {
        return 1
                == jdbi.withHandle(handle -> {
                    var update = handle.createUpdate("UPDATE notification SET state = :state, attempts = :attempts,"
                            + " due_at = :dueAt, ended_at = :endedAt, via = :via, detail = :detail"
                            + " WHERE id = :id AND state = 'PENDING' AND attempts = :knownAttempts");
                    update.bind("id", notification.id().toString()).bind("knownAttempts", knownAttempts);
                    bindProgress(update, notification.progress());
                    return update.execute();
                });
    }

    /**
     * From now on a notification counts for the cap of its recipient; said again it changes nothing.
     *
     * @param now when its first attempt began
     */
    public void countForCap(Notification notification, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "UPDATE notification SET begun_at = :now WHERE id = :id AND begun_at IS NULL")
                .bind("id", notification.id().toString())
                .bind("now", now)
                .execute());
    }

    /**
     * How many messages to one recipient count for its cap. Until the transaction ends, nobody else gets an answer about
     * this recipient, in any process, so that two messages cannot both be the last one that is allowed.
     *
     * @param limit counts no further, so that the answer costs the same however many there are
     */
    public int countBegun(Channel channel, String recipient, Instant since, int limit) {
        return jdbi.withHandle(handle -> {
            handle.createQuery("SELECT id FROM recipient_lock WHERE id = :id FOR UPDATE")
                    .bind("id", Math.floorMod(recipient.hashCode(), RECIPIENT_LOCKS))
                    .mapTo(Integer.class)
                    .one();
            return handle.createQuery("SELECT COUNT(*) FROM (SELECT 1 AS one FROM notification"
                            + " WHERE recipient = :recipient AND channel = :channel AND begun_at > :since"
                            + " FETCH FIRST :limit ROWS ONLY) AS begun")
                    .bind("recipient", recipient)
                    .bind("channel", channel.name())
                    .bind("since", since)
                    .bind("limit", limit)
                    .mapTo(Integer.class)
                    .one();
        });
    }

    /** A notification by its id. */
    public Optional<Notification> find(UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT " + COLUMNS + " FROM notification WHERE id = :id")
                .bind("id", id.toString())
                .map((row, context) -> notification(row))
                .findOne());
    }

    /** Notifications about one order, or about all orders when none is given; the newest first. */
    public List<Notification> newest(Optional<String> orderId, int offset, int limit) {
        return jdbi.withHandle(handle -> {
            var query = handle.createQuery("SELECT " + COLUMNS + " FROM notification"
                    + (orderId.isPresent() ? " WHERE order_id = :orderId" : "")
                    + " ORDER BY created_at DESC, id DESC OFFSET :offset ROWS FETCH NEXT :limit ROWS ONLY");
            orderId.ifPresent(id -> query.bind("orderId", id));
            return query.bind("offset", offset)
                    .bind("limit", limit)
                    .map((row, context) -> notification(row))
                    .list();
        });
    }

    /** How many notifications there are about one order, or about all orders when none is given. */
    public long count(Optional<String> orderId) {
        return jdbi.withHandle(handle -> {
            var query = handle.createQuery(
                    "SELECT COUNT(*) FROM notification" + (orderId.isPresent() ? " WHERE order_id = :orderId" : ""));
            orderId.ifPresent(id -> query.bind("orderId", id));
            return query.mapTo(Long.class).one();
        });
    }

    /** How many notifications are not sent yet. */
    public QueueCount countPending() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT COUNT(*) AS messages, MIN(created_at) AS oldest"
                        + " FROM notification WHERE state = 'PENDING'")
                .map((row, context) ->
                        new QueueCount(row.getLong("messages"), Optional.ofNullable(instant(row, "oldest"))))
                .one());
    }

    private static void bindProgress(SqlStatement<?> statement, Progress progress) {
        Instant dueAt = null;
        Instant endedAt = null;
        String via = null;
        String detail;
        if (progress instanceof Progress.Pending pending) {
            dueAt = pending.dueAt();
            detail = pending.lastProblem();
        } else if (progress instanceof Progress.Sent sent) {
            endedAt = sent.sentAt();
            via = sent.via();
            detail = sent.remark();
        } else if (progress instanceof Progress.Capped capped) {
            endedAt = capped.cappedAt();
            detail = capped.reason();
        } else {
            Progress.Failed failed = (Progress.Failed) progress;
            endedAt = failed.failedAt();
            detail = failed.reason();
        }
        statement
                .bind("state", progress.state().name())
                .bind("attempts", progress.attempts())
                .bind("dueAt", dueAt)
                .bind("endedAt", endedAt)
                .bind("via", via)
                .bind("detail", detail);
    }

    private static Notification notification(ResultSet row) throws SQLException {
        return new Notification(
                UUID.fromString(row.getString("id")),
                row.getString("event_id"),
                row.getString("order_id"),
                Occasion.about(row.getString("about")),
                Channel.valueOf(row.getString("channel")),
                row.getString("recipient"),
                new Message(row.getString("subject"), row.getString("body")),
                instant(row, "created_at"),
                progress(row));
    }

    private static Progress progress(ResultSet row) throws SQLException {
        int attempts = row.getInt("attempts");
        String detail = row.getString("detail");
        return switch (Progress.State.valueOf(row.getString("state"))) {
            case PENDING -> new Progress.Pending(attempts, instant(row, "due_at"), detail);
            case SENT -> new Progress.Sent(attempts, row.getString("via"), detail, instant(row, "ended_at"));
            case CAPPED -> new Progress.Capped(detail, instant(row, "ended_at"));
            case FAILED -> new Progress.Failed(attempts, detail, instant(row, "ended_at"));
        };
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
