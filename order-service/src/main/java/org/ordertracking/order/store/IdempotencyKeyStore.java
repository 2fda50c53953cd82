package org.ordertracking.order.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Which order came of the request with which {@code Idempotency-Key}. */
@ApplicationScoped
public class IdempotencyKeyStore {

    private final Jdbi jdbi;

    IdempotencyKeyStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** A key that was used. */
    public record UsedKey(String fingerprint, String orderId) {}

    /**
     * Takes a key for a new order. Of two requests at the same moment, the second waits here until the first is done.
     *
     * @param fingerprint of the request
     * @return false when the key is taken already
     */
    public boolean claim(String key, String fingerprint, String orderId, Instant at) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                                INSERT INTO idempotency_key (idempotency_key, fingerprint, order_id, used_at)
                                VALUES (:key, :fingerprint, :orderId, :at) ON CONFLICT DO NOTHING
                                """)
                        .bind("key", key)
                        .bind("fingerprint", fingerprint)
                        .bind("orderId", orderId)
                        .bind("at", at)
                        .execute())
                == 1;
    }

    /** What the key was used for. */
    public Optional<UsedKey> find(String key) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT fingerprint, order_id FROM idempotency_key WHERE idempotency_key = :key")
                .bind("key", key)
                .map(row -> new UsedKey(
                        row.getColumn("fingerprint", String.class), row.getColumn("order_id", String.class)))
                .findOne());
    }

    /** Forgets keys that were used before an instant. */
    public int forgetUsedBefore(Instant instant) {
        return jdbi.withHandle(handle -> handle.createUpdate("DELETE FROM idempotency_key WHERE used_at < :at")
                .bind("at", instant)
                .execute());
    }
}
