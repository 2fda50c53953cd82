package org.ordertracking.messaging.outbox;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.ordertracking.messaging.retry.BatchedPurge;

/** Deletes published rows after {@link OutboxConfig#keepPublished()}, in small transactions. */
@Singleton
public class OutboxPurge {

    private static final Logger LOG = Logger.getLogger(OutboxPurge.class);
    private static final int BATCH = 1000;

    private final OutboxTable table;
    private final OutboxConfig config;
    private final Clock clock;
    private final BatchedPurge purge = new BatchedPurge(LOG, "old rows of the outbox", BATCH, System::nanoTime);

    OutboxPurge(OutboxTable table, OutboxConfig config, Clock clock) {
        this.table = table;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            every = "{messaging.purge-interval}",
            delayed = "{messaging.purge-delay}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            identity = "outbox-purge")
    void purge() {
        Instant before = clock.instant().minus(config.keepPublished());
        purge.run(() -> table.purge(before, BATCH));
    }
}
