package org.ordertracking.messaging.outbox;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.ordertracking.events.Topics;
import org.ordertracking.messaging.retry.Backoff;

/** Publishes the rows of the outbox: in order per key, keys in parallel, a row marked after the broker's acknowledgement. */
@Singleton
public class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final int TRANSACTION_TIMEOUT_SECONDS = 60;

    private final OutboxTable table;
    private final RecordSender sender;
    private final OutboxConfig config;
    private final Clock clock;
    private final Backoff backoff;
    private final Semaphore wakeUps = new Semaphore(0);
    private volatile boolean stopping;
    private Thread thread;

    OutboxRelay(OutboxTable table, RecordSender sender, OutboxConfig config, Clock clock) {
        this.table = table;
        this.sender = sender;
        this.config = config;
        this.clock = clock;
        this.backoff = new Backoff(config.firstPause(), config.longestPause());
    }

    void start(@Observes StartupEvent started) {
        if (config.relayEnabled()) {
            thread = new Thread(this::run, "outbox-relay");
            thread.setDaemon(true);
            thread.start();
        }
    }

    void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
        stopping = true;
        wake();
        if (thread != null) {
            thread.join(config.roundBudget().toMillis());
        }
    }

    /** Tells the relay that there is something to publish; returns at once. */
    public void wake() {
        if (wakeUps.availablePermits() == 0) {
            wakeUps.release();
        }
    }

    private void run() {
        int failures = 0;
        while (!stopping) {
            long pause = config.pollInterval().toMillis();
            try {
                int published = 0;
                for (String topic : Topics.ALL) {
                    published += QuarkusTransaction.requiringNew()
                            .timeout(TRANSACTION_TIMEOUT_SECONDS)
                            .call(() -> publish(topic));
                }
                failures = 0;
                if (published > 0) {
                    continue;
                }
            } catch (RuntimeException e) {
                failures++;
                if (failures == 1) {
                    LOG.warnf("Events wait in the outbox: %s", e.getMessage());
                }
                pause = backoff.after(failures).toMillis();
            }
            try {
                if (wakeUps.tryAcquire(pause, TimeUnit.MILLISECONDS)) {
                    wakeUps.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private int publish(String topic) {
        List<OutboxRow> rows = table.pending(topic, Set.of(), config.batchSize());
        if (rows.isEmpty() || !table.tryLock()) {
            return 0;
        }
        rows = table.pending(topic, Set.of(), config.batchSize());
        Map<String, OutboxRow> heads = new LinkedHashMap<>();
        rows.forEach(row -> heads.putIfAbsent(row.key(), row));
        List<CompletableFuture<Void>> sends = new ArrayList<>();
        heads.values().forEach(row -> sends.add(sender.send(row).toCompletableFuture()));
        CompletableFuture.allOf(sends.toArray(CompletableFuture[]::new)).join();
        table.markPublished(heads.values(), clock.instant());
        return heads.size();
    }
}
