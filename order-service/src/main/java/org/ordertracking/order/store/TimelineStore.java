package org.ordertracking.order.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import org.ordertracking.order.domain.Bearing;
import org.ordertracking.order.domain.LoggedEvent;
import org.ordertracking.order.domain.TimelineStep;

/** What was read from the log about each order: a view that is made from the log alone. */
@ApplicationScoped
public class TimelineStore {

    /** The view that the timelines are. */
    public static final String VIEW = "timeline";

    private final Jdbi jdbi;

    TimelineStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Adds a step, unless the event is on the timeline already. One process at a time writes a generation, so steps become
     * visible in the order of their sequence.
     *
     * @return whether it was new
     */
    public boolean append(long generation, String orderId, LoggedEvent event, Bearing bearing, String summary) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        INSERT INTO timeline_step (generation, order_id, sequence, event_id, event_type, service, topic,
                                                   log_partition, log_offset, recorded_at, bearing, summary, trace_id)
                        VALUES (:generation, :orderId,
                                (SELECT COALESCE(MAX(sequence), 0) + 1 FROM timeline_step
                                 WHERE generation = :generation AND order_id = :orderId),
                                :id, :type, :service, :topic, :partition, :offset, :at, :bearing, :summary, :traceId)
                        ON CONFLICT DO NOTHING
                        """)
                        .bind("generation", generation)
                        .bind("orderId", orderId)
                        .bind("id", event.id())
                        .bind("type", event.type())
                        .bind("service", event.service())
                        .bind("topic", event.topic())
                        .bind("partition", event.partition())
                        .bind("offset", event.offset())
                        .bind("at", event.time())
                        .bind("bearing", bearing.name())
                        .bind("summary", summary)
                        .bind("traceId", event.traceId().orElse(null))
                        .execute())
                == 1;
    }

    /**
     * The first steps of an order that were read, in the order of the sequence, from the generation that is current.
     *
     * @param limit of steps
     */
    public List<TimelineStep> of(String orderId, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT generation, sequence, event_id, event_type, service, topic, log_partition, log_offset,
                               recorded_at, bearing, summary, trace_id
                        FROM timeline_step
                        WHERE generation = (SELECT current_generation FROM projection_view WHERE name = :view)
                            AND order_id = :orderId
                        ORDER BY sequence LIMIT :limit
                        """)
                .bind("view", VIEW)
                .bind("orderId", orderId)
                .bind("limit", limit)
                .map(row -> step(row))
                .list());
    }

    /** Deletes the timelines of some orders of a generation; tells how many steps they had. */
    public int forget(long generation, int limit) {
        return GenerationRows.forget(jdbi, Map.of("timeline_step", "order_id"), generation, limit);
    }

    private static TimelineStep step(RowView row) {
        return new TimelineStep(
                row.getColumn("generation", Long.class),
                row.getColumn("sequence", Long.class),
                new LoggedEvent(
                        row.getColumn("event_id", String.class),
                        row.getColumn("event_type", String.class),
                        row.getColumn("service", String.class),
                        row.getColumn("topic", String.class),
                        row.getColumn("log_partition", Integer.class),
                        row.getColumn("log_offset", Long.class),
                        row.getColumn("recorded_at", Instant.class),
                        Optional.ofNullable(row.getColumn("trace_id", String.class))),
                row.getColumn("bearing", Bearing.class),
                row.getColumn("summary", String.class));
    }
}
