package org.ordertracking.messaging.inbox;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.ordertracking.messaging.retry.BatchedPurge;

/** Forgets events that were applied longer ago than {@link InboxConfig#keep()}, in small transactions. */
@Singleton
public class InboxPurge {

    private static final Logger LOG = Logger.getLogger(InboxPurge.class);
    private static final int BATCH = 1000;

    private final InboxTable table;
    private final InboxConfig config;
    private final Clock clock;
    private final BatchedPurge purge = new BatchedPurge(LOG, "old entries of the inbox", BATCH, System::nanoTime);

    InboxPurge(InboxTable table, InboxConfig config, Clock clock) {
        this.table = table;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            every = "{messaging.purge-interval}",
            delayed = "{messaging.purge-delay}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            identity = "inbox-purge")
    void purge() {
        Instant before = clock.instant().minus(config.keep());
        purge.run(() -> table.purge(before, BATCH));
    }
}
