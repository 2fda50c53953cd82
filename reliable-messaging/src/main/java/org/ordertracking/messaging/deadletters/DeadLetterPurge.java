package org.ordertracking.messaging.deadletters;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.ordertracking.messaging.retry.Outage;

/** Deletes letters, and their audit, that were decided longer ago than {@link DeadLettersConfig#keep()}. Open ones stay. */
@Singleton
public class DeadLetterPurge {

    private static final Logger LOG = Logger.getLogger(DeadLetterPurge.class);
    private static final int BATCH = 100;

    private final DeadLetterTable table;
    private final DeadLettersConfig config;
    private final Clock clock;
    private final Outage outage = new Outage(
            LOG, "Old dead letters cannot be deleted", "Old dead letters are deleted again", System::nanoTime);

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
        try {
            int deleted;
            long total = 0;
            do {
                deleted = QuarkusTransaction.requiringNew().call(() -> table.purge(before, BATCH));
                total += deleted;
            } while (deleted == BATCH);
            outage.recovered();
            LOG.debugf("Deleted %d dead letters decided before %s", total, before);
        } catch (RuntimeException e) {
            outage.failed(e);
        }
    }
}
