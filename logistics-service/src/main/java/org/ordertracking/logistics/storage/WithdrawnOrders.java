package org.ordertracking.logistics.storage;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;

/** Table {@code withdrawn_order}: orders that were cancelled before a delivery was scheduled. */
@ApplicationScoped
public class WithdrawnOrders {

    private final Jdbi jdbi;

    WithdrawnOrders(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Remembers an order; one that is remembered already stays as it is. */
    public void add(String orderId, Instant at) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "INSERT INTO withdrawn_order (order_id, withdrawn_at) VALUES (:orderId, :at) ON CONFLICT DO NOTHING")
                .bind("orderId", orderId)
                .bind("at", at)
                .execute());
    }

    public boolean contains(String orderId) {
        return jdbi.withHandle(
                        handle -> handle.createQuery("SELECT count(*) FROM withdrawn_order WHERE order_id = :orderId")
                                .bind("orderId", orderId)
                                .mapTo(Long.class)
                                .one())
                > 0;
    }
}
