package org.ordertracking.messaging.outbox;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.ordertracking.messaging.retry.Outage;

/** Deletes published rows after {@link OutboxConfig#keepPublished()}, in small transactions. */
@Singleton
public class OutboxPurge {

    private static final Logger LOG = Logger.getLogger(OutboxPurge.class);
    private static final int BATCH = 1000;

    private final OutboxTable table;
    private final OutboxConfig config;
    private final Clock clock;
    private final Outage outage = new Outage(
            LOG,
            "Old rows of the outbox cannot be deleted",
            "Old rows of the outbox are deleted again",
            System::nanoTime);

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
        try {
            int deleted;
            long total = 0;
            do {
                deleted = table.purge(before, BATCH);
                total += deleted;
            } while (deleted == BATCH);
            outage.recovered();
            LOG.debugf("Deleted %d rows published before %s", total, before);
        } catch (RuntimeException e) {
            outage.failed(e);
        }
    }
}
