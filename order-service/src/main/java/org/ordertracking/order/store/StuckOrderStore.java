package org.ordertracking.order.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import org.ordertracking.order.domain.NextStep;
import org.ordertracking.order.domain.OrderState;
import org.ordertracking.order.domain.StuckOrder;

/** The marks of orders that do not get on. {@link OrderStore#update} takes a mark away when the order gets on. */
@ApplicationScoped
public class StuckOrderStore {

    private static final String COLUMNS = "id, state, cleared_at, progressed_at, stuck_since";

    private final Jdbi jdbi;

    StuckOrderStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Marks orders that wait for a step and have not got on for too long, those first that wait longest. Several instances may do
     * so at a time: each order is marked by one.
     *
     * @param progressedBefore too long ago
     * @param limit of orders
     * @return those that this call has marked
     */
    public List<StuckOrder> mark(NextStep step, Instant progressedBefore, Instant now, int limit) {
        return jdbi.inTransaction(handle -> {
            List<StuckOrder> marked = new ArrayList<>();
            for (String id : waitingFor(handle, step, progressedBefore, limit)) {
                if (mark(handle, id, step, progressedBefore, now)) {
                    find(handle, id).ifPresent(marked::add);
                }
            }
            return marked;
        });
    }

    private static List<String> waitingFor(Handle handle, NextStep step, Instant progressedBefore, int limit) {
        return handle.createQuery("SELECT id FROM orders WHERE state = :state AND progressed_at < :before"
                        + " AND stuck_since IS NULL" + clearing(step) + " ORDER BY progressed_at LIMIT :limit")
                .bind("state", step.in().name())
                .bind("before", progressedBefore)
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }

    private static boolean mark(Handle handle, String id, NextStep step, Instant progressedBefore, Instant now) {
        return handle.createUpdate("UPDATE orders SET stuck_since = :now WHERE id = :id AND state = :state"
                                + " AND progressed_at < :before AND stuck_since IS NULL" + clearing(step))
                        .bind("now", now)
                        .bind("id", id)
                        .bind("state", step.in().name())
                        .bind("before", progressedBefore)
                        .execute()
                == 1;
    }

    private static String clearing(NextStep step) {
        return switch (step) {
            case SCREENING -> " AND cleared_at IS NULL";
            case STOCK -> " AND cleared_at IS NOT NULL";
            case DELIVERY_PLAN, DEPARTURE, ARRIVAL -> "";
        };
    }

    /** The mark of an order, if it has one. */
    public Optional<StuckOrder> find(String orderId) {
        return jdbi.withHandle(handle -> find(handle, orderId));
    }

    private static Optional<StuckOrder> find(Handle handle, String orderId) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM orders WHERE id = :id AND stuck_since IS NOT NULL")
                .bind("id", orderId)
                .map(StuckOrderStore::read)
                .findOne();
    }

    /**
     * Orders that are marked, those first that were marked first.
     *
     * @param after where the page before ended; empty for the first page
     * @param limit of orders on the page
     */
    public List<StuckOrder> page(Optional<PageEnd> after, int limit) {
        String later = after.isEmpty() ? "" : "AND (stuck_since > :at OR (stuck_since = :at AND id > :id))";
        return jdbi.withHandle(handle -> {
            var query = handle.createQuery("SELECT " + COLUMNS + " FROM orders WHERE stuck_since IS NOT NULL " + later
                            + " ORDER BY stuck_since, id LIMIT :limit")
                    .bind("limit", limit);
            after.ifPresent(end -> query.bind("at", end.time()).bind("id", end.orderId()));
            return query.map(StuckOrderStore::read).list();
        });
    }

    private static StuckOrder read(RowView row) {
        OrderState state = row.getColumn("state", OrderState.class);
        return new StuckOrder(
                row.getColumn("id", String.class),
                state,
                NextStep.of(state, row.getColumn("cleared_at", Instant.class) != null)
                        .orElseThrow(
                                () -> new IllegalStateException("an order at an end is marked as stuck: " + state)),
                row.getColumn("progressed_at", Instant.class),
                row.getColumn("stuck_since", Instant.class));
    }
}
