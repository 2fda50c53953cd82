package org.ordertracking.broker.log;

import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.ApiException;
import org.jboss.logging.Logger;

/**
 * Removes from the logs what their settings no longer keep, on a thread of its own. What it finds is looked up there, and may read the
 * disk; what it changes is changed by the log's own thread.
 *
 * <pre>
 *   created ── start ──► looks at its schedule ── close ──► finishes the log it is at ──► ended
 * </pre>
 */
final class LogCleaner {

    private static final Logger LOG = Logger.getLogger(LogCleaner.class);

    /** So that a start is not slowed down by it; Kafka's {@code log.initial.task.delay.ms}. */
    private static final long LONGEST_INITIAL_DELAY_MILLIS = 30_000;

    private final Supplier<Collection<PartitionLog>> logs;
    private final RetentionRule retention;
    private final ScheduledExecutorService thread;
    private volatile boolean closing;

    /** @param logs the logs that are open */
    LogCleaner(Supplier<Collection<PartitionLog>> logs, LogEnvironment environment) {
        this.logs = logs;
        this.retention = new RetentionRule(environment);
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread created = new Thread(task, "log-cleaner");
            created.setDaemon(true);
            return created;
        });
    }

    void start(CleaningSchedule schedule) {
        if (schedule.retentionCheck() != null) {
            long interval = schedule.retentionCheck().toMillis();
            thread.scheduleWithFixedDelay(
                    this::retain, Math.min(interval, LONGEST_INITIAL_DELAY_MILLIS), interval, TimeUnit.MILLISECONDS);
        }
    }

    /** Deletes what has expired from all logs; returns when that is done. A log that cannot be looked at is left for the next time. */
    void retain() {
        for (PartitionLog log : logs.get()) {
            if (closing) {
                return;
            }
            if (log.view().state() != LogView.State.WRITABLE) {
                continue;
            }
            try {
                long firstKept = retention.firstKept(log);
                if (firstKept > log.logStartOffset()) {
                    log.expire(firstKept).toCompletableFuture().join();
                }
            } catch (CompletionException e) {
                postpone(log, e.getCause());
            } catch (IOException | RuntimeException e) {
                postpone(log, e);
            }
        }
    }

    /** Takes nothing more on and waits for what is under way. */
    void close() {
        closing = true;
        thread.shutdown();
        boolean interrupted = false;
        boolean done = false;
        while (!done) {
            try {
                done = thread.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void postpone(PartitionLog log, Throwable cause) {
        if (log.view().state() != LogView.State.WRITABLE) {
            // Deleted or failed meanwhile, which has been told already.
            return;
        }
        if (cause instanceof ApiException || cause instanceof IOException) {
            LOG.warnf("Partition %s: expired segments stay until the next look (%s)", log, cause);
        } else {
            LOG.errorf(cause, "Partition %s: looking for expired segments failed unexpectedly", log);
        }
    }
}
