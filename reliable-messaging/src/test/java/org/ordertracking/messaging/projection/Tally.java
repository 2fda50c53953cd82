package org.ordertracking.messaging.projection;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;
import org.ordertracking.events.OrderCancelled;
import org.ordertracking.events.StockLine;
import org.ordertracking.events.StockReleased;
import org.ordertracking.messaging.inbox.ReceivedEvent;

/** A view that notes each event, and fails when it comes twice. */
public final class Tally implements Projection {

    public static final String NAME = "tally";

    private final Jdbi jdbi;
    private final Set<String> poisonous = ConcurrentHashMap.newKeySet();

    public Tally(Jdbi jdbi) {
        this.jdbi = jdbi;
        jdbi.useHandle(handle -> handle.execute("""
                CREATE TABLE IF NOT EXISTS tally (
                    position   BIGINT GENERATED ALWAYS AS IDENTITY,
                    generation BIGINT       NOT NULL,
                    event_id   VARCHAR(100) NOT NULL,
                    PRIMARY KEY (generation, event_id)
                )"""));
    }

    /** An event about this order cannot be applied. */
    void poison(String orderId) {
        poisonous.add(orderId);
    }

    void mend() {
        poisonous.clear();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> topics() {
        return Set.of("orders", "stock");
    }

    @Override
    public void apply(long generation, ReceivedEvent event) {
        jdbi.useHandle(
                handle -> handle.createUpdate("INSERT INTO tally (generation, event_id) VALUES (:generation, :id)")
                        .bind("generation", generation)
                        .bind("id", event.envelope().id())
                        .execute());
        if (poisonous.contains(event.event().key())) {
            throw new IllegalStateException("cannot be applied");
        }
    }

    @Override
    public int forget(long generation, int limit) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        DELETE FROM tally WHERE position IN
                            (SELECT position FROM tally WHERE generation = :generation LIMIT :limit)""")
                .bind("generation", generation)
                .bind("limit", limit)
                .execute());
    }

    /** The events of a generation, in the order in which they were applied. */
    List<String> rows(long generation) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT event_id FROM tally WHERE generation = :generation ORDER BY position")
                .bind("generation", generation)
                .mapTo(String.class)
                .list());
    }

    static OrderCancelled onOrders(String orderId) {
        return new OrderCancelled(orderId, "no need", Instant.EPOCH);
    }

    static StockReleased onStock(String orderId) {
        return new StockReleased(orderId, List.of(new StockLine("MUG-BLUE", 1)), Instant.EPOCH);
    }
}
