package org.ordertracking.order.application;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.ordertracking.order.store.IdempotencyKeyStore;

/** Forgets old idempotency keys, so that their table does not grow without end. */
@ApplicationScoped
class IdempotencyKeyCleanup {

    private final IdempotencyKeyStore keys;
    private final ShopConfig shop;
    private final InstantSource clock;

    IdempotencyKeyCleanup(IdempotencyKeyStore keys, ShopConfig shop, InstantSource clock) {
        this.keys = keys;
        this.shop = shop;
        this.clock = clock;
    }

    @Scheduled(every = "1h", delayed = "10m", concurrentExecution = ConcurrentExecution.SKIP)
    void forgetOldKeys() {
        keys.forgetUsedBefore(clock.instant().minus(shop.idempotencyKeyRetention()));
    }
}
