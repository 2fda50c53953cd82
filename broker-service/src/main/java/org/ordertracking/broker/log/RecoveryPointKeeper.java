package org.ordertracking.broker.log;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.ApiException;
import org.jboss.logging.Logger;

/**
 * Bounds what a start after a crash has to scan: from time to time it syncs the active segments that have grown, and takes note of that in
 * their {@link RecoveryPoints}, on a thread of its own.
 *
 * <pre>
 *   created ── start ──► looks at all logs by its schedule ── close ──► done with the log it is at ──► ended
 * </pre>
 *
 * <p>It syncs through a channel of its own. The operating system tells of a write that it could not finish once per channel, so the log's
 * thread, which answers for the records, hears of it all the same. If that has heard of one before, the log is FAILED, and no point is noted.
 */
final class RecoveryPointKeeper {

    /** A log that has grown by less is left for the next time: scanning so much is no more work than syncing it. */
    static final int LEAST_BYTES = 1 << 20;

    private static final Logger LOG = Logger.getLogger(RecoveryPointKeeper.class);

    private final Supplier<Collection<PartitionLog>> logs;
    private final LogFiles files;
    private final Duration interval;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread created = new Thread(task, "log-recovery-points");
        created.setDaemon(true);
        return created;
    });
    private volatile boolean closing;

    /**
     * @param logs the logs that are open
     * @param interval time from one look to the next; {@code null} for no looks but those asked for
     */
    RecoveryPointKeeper(Supplier<Collection<PartitionLog>> logs, LogFiles files, Duration interval) {
        this.logs = logs;
        this.files = files;
        this.interval = interval;
    }

    void start() {
        if (interval != null) {
            thread.scheduleWithFixedDelay(
                    () -> advance(LEAST_BYTES), interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Notes a point of each log that has grown by so many bytes since its last one; returns when that is done. */
    void advance(int leastBytes) {
        int failed = 0;
        Exception failure = null;
        for (PartitionLog log : logs.get()) {
            if (closing) {
                return;
            }
            try {
                advance(log, leastBytes);
            } catch (NoSuchFileException deleted) {
                LOG.debugf(deleted, "Partition %s was taken from while its recovery point was noted", log);
            } catch (IOException | RuntimeException e) {
                failed++;
                failure = e;
            }
        }
        if (failed > 0) {
            LOG.warnf(
                    "The recovery points of %d logs could not be noted (the last one: %s); after a crash more has to be scanned",
                    failed, failure);
        }
    }

    private void advance(PartitionLog log, int leastBytes) throws IOException {
        Segment[] segments = log.view().segments();
        Segment active = segments[segments.length - 1];
        if (log.view().state() != LogView.State.WRITABLE
                || active.visibleBytes() - log.writer().recoveryPoints().notedBytes(active) < leastBytes) {
            return;
        }
        RecoveryPoint point = await(log, () -> log.writer().recoveryPoint());
        try (FileVolume volume = new FileVolume(point.segment().open(files))) {
            volume.force();
        }
        boolean stillActive = await(log, () -> log.writer().appendsTo(point.segment()));
        if (stillActive) {
            log.writer().recoveryPoints().note(point);
        }
    }

    private static <T> T await(PartitionLog log, Callable<T> task) throws IOException {
        try {
            return log.execute(task).toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof ApiException refused) {
                throw new IOException(refused.getMessage(), refused);
            }
            throw e;
        }
    }

    /** Takes nothing more on and waits for what is under way. */
    void close() {
        closing = true;
        OrderlyEnd.of(thread);
    }
}
