package org.ordertracking.order.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import org.ordertracking.order.domain.Effect;
import org.ordertracking.order.domain.LoggedEvent;
import org.ordertracking.order.domain.TimelineStep;

/** What was read from the log about each order. */
@ApplicationScoped
public class TimelineStore {

    private final Jdbi jdbi;

    TimelineStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Adds a step. The caller holds the order's {@linkplain OrderStore#lock lock}: steps become visible in the order of
     * their sequence, so a reader who asks for all after the last one it has seen misses none.
     */
    public void append(String orderId, LoggedEvent event, Optional<Effect> effect, String summary) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO timeline_step (order_id, sequence, event_id, event_type, service, topic,
                                                   log_partition, log_offset, recorded_at, effect, summary)
                        VALUES (:orderId,
                                (SELECT COALESCE(MAX(sequence), 0) + 1 FROM timeline_step WHERE order_id = :orderId),
                                :id, :type, :service, :topic, :partition, :offset, :at, :effect, :summary)
                        """)
                .bind("orderId", orderId)
                .bind("id", event.id())
                .bind("type", event.type())
                .bind("service", event.service())
                .bind("topic", event.topic())
                .bind("partition", event.partition())
                .bind("offset", event.offset())
                .bind("at", event.time())
                .bind("effect", effect.map(Effect::name).orElse(null))
                .bind("summary", summary)
                .execute());
    }

    /**
     * The steps of an order behind a sequence, in the order of the sequence.
     *
     * @param after 0 for all from the first
     * @param limit of steps
     */
    public List<TimelineStep> after(String orderId, long after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT sequence, event_id, event_type, service, topic, log_partition, log_offset, recorded_at,
                               effect, summary
                        FROM timeline_step WHERE order_id = :orderId AND sequence > :after
                        ORDER BY sequence LIMIT :limit
                        """)
                .bind("orderId", orderId)
                .bind("after", after)
                .bind("limit", limit)
                .map(row -> step(row))
                .list());
    }

    private static TimelineStep step(RowView row) {
        return new TimelineStep(
                row.getColumn("sequence", Long.class),
                new LoggedEvent(
                        row.getColumn("event_id", String.class),
                        row.getColumn("event_type", String.class),
                        row.getColumn("service", String.class),
                        row.getColumn("topic", String.class),
                        row.getColumn("log_partition", Integer.class),
                        row.getColumn("log_offset", Long.class),
                        row.getColumn("recorded_at", Instant.class)),
                Optional.ofNullable(row.getColumn("effect", Effect.class)),
                row.getColumn("summary", String.class));
    }
}
