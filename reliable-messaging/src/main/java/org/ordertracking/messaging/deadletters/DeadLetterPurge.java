package org.ordertracking.messaging.deadletters;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.ordertracking.messaging.retry.BatchedPurge;

/** Deletes letters, and their audit, that were decided longer ago than {@link DeadLettersConfig#keep()}. Open ones stay. */
@Singleton
public class DeadLetterPurge {

    private static final Logger LOG = Logger.getLogger(DeadLetterPurge.class);
    private static final int BATCH = 100;

    private final DeadLetterTable table;
    private final DeadLettersConfig config;
    private final Clock clock;
    private final BatchedPurge purge = new BatchedPurge(LOG, "old dead letters", BATCH, System::nanoTime);

    DeadLetterPurge(DeadLetterTable table, DeadLettersConfig config, Clock clock) {
        this.table = table;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            every = "{messaging.purge-interval}",
            delayed = "{messaging.purge-delay}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            identity = "dead-letter-purge")
    void purge() {
        Instant before = clock.instant().minus(config.keep());
        purge.run(() -> QuarkusTransaction.requiringNew().call(() -> table.purge(before, BATCH)));
    }
}
