package org.ordertracking.warehouse.storage;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.ordertracking.warehouse.domain.Line;
import org.ordertracking.warehouse.domain.Reservation;

/** Tables {@code reservation} and {@code reservation_line}. */
@ApplicationScoped
public class Reservations {

    private final Jdbi jdbi;

    Reservations(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Locks an order's reservation until the end of the transaction and reads it. Always before the articles
     * ({@link StockItems#lock}): one order of locks for everybody.
     */
    public Optional<Reservation> lock(String orderId) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT state FROM reservation WHERE order_id = :orderId FOR UPDATE")
                .bind("orderId", orderId)
                .mapTo(String.class)
                .findOne()
                .map(Reservation.State::valueOf)
                .map(state -> new Reservation(orderId, state, lines(handle, orderId))));
    }

    public void insert(Reservation reservation, Instant at) {
        jdbi.useHandle(handle -> {
            handle.createUpdate("INSERT INTO reservation (order_id, state, changed_at) VALUES (:orderId, :state, :at)")
                    .bind("orderId", reservation.orderId())
                    .bind("state", reservation.state().name())
                    .bind("at", at)
                    .execute();
            insertLines(handle, reservation);
        });
    }

    /** Writes where a reservation stands now; its lines never change. */
    public void update(Reservation reservation, Instant at) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "UPDATE reservation SET state = :state, changed_at = :at WHERE order_id = :orderId")
                .bind("orderId", reservation.orderId())
                .bind("state", reservation.state().name())
                .bind("at", at)
                .execute());
    }

    private static void insertLines(Handle handle, Reservation reservation) {
        if (reservation.lines().isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("INSERT INTO reservation_line (order_id, line, sku, quantity) "
                + "VALUES (:orderId, :line, :sku, :quantity)");
        int number = 1;
        for (Line line : reservation.lines()) {
            batch.bind("orderId", reservation.orderId())
                    .bind("line", number++)
                    .bind("sku", line.sku())
                    .bind("quantity", line.quantity())
                    .add();
        }
        batch.execute();
    }

    private static List<Line> lines(Handle handle, String orderId) {
        return handle.createQuery("SELECT sku, quantity FROM reservation_line WHERE order_id = :orderId ORDER BY line")
                .bind("orderId", orderId)
                .map((row, context) -> new Line(row.getString("sku"), row.getInt("quantity")))
                .list();
    }
}
