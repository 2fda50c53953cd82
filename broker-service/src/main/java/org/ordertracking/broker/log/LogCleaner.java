package org.ordertracking.broker.log;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.jboss.logging.Logger;

/**
 * Removes from the logs what their settings no longer keep, on threads of its own. What it finds is looked up there, and may read the disk;
 * what it changes is changed by the log's own thread.
 *
 * <pre>
 *   created ── start ──► works by its schedule ── close ──► gives up the log it is at ──► ended
 * </pre>
 */
final class LogCleaner {

    private static final Logger LOG = Logger.getLogger(LogCleaner.class);

    /** So that a start is not slowed down by it; Kafka's {@code log.initial.task.delay.ms}. */
    private static final long LONGEST_INITIAL_DELAY_MILLIS = 30_000;

    private final Supplier<Collection<PartitionLog>> logs;
    private final LogEnvironment environment;
    private final CleaningSchedule schedule;
    private final RetentionRule retention;
    private final CompactionRule compaction;
    private final ScheduledExecutorService threads;
    private final Set<PartitionLog> underCompaction = ConcurrentHashMap.newKeySet();
    /** Damaged; left alone until the next start. */
    private final Set<PartitionLog> uncleanable = ConcurrentHashMap.newKeySet();
    /** What the disk refused to finish; comes before anything else is done to the log. */
    private final Map<PartitionLog, SegmentSwap> unfinished = new ConcurrentHashMap<>();

    private volatile boolean closing;

    /** @param logs the logs that are open */
    LogCleaner(Supplier<Collection<PartitionLog>> logs, LogEnvironment environment) {
        this.logs = logs;
        this.environment = environment;
        this.schedule = environment.config().cleaning();
        this.retention = new RetentionRule(environment);
        this.compaction = new CompactionRule(environment);
        AtomicInteger number = new AtomicInteger();
        // One more for retention, which must not wait for a large log to be compacted.
        this.threads = Executors.newScheduledThreadPool(schedule.threads() + 1, task -> {
            Thread created = new Thread(task, "log-cleaner-" + number.getAndIncrement());
            created.setDaemon(true);
            return created;
        });
    }

    void start() {
        if (schedule.retentionCheck() != null) {
            repeat(this::retain, schedule.retentionCheck().toMillis());
        }
        for (int i = 0; i < schedule.threads() && schedule.compactionBackOff() != null; i++) {
            repeat(this::compact, schedule.compactionBackOff().toMillis());
        }
    }

    private void repeat(Runnable task, long millis) {
        threads.scheduleWithFixedDelay(
                task, Math.min(millis, LONGEST_INITIAL_DELAY_MILLIS), millis, TimeUnit.MILLISECONDS);
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
            } catch (IOException | RuntimeException e) {
                postpone(log, "deleting expired segments", e);
            }
        }
    }

    /** Compacts the logs that are due, the dirtiest first; returns when no more is. */
    void compact() {
        Set<PartitionLog> postponed = ConcurrentHashMap.newKeySet();
        while (!closing) {
            Candidate dirtiest = claimDirtiest(postponed);
            if (dirtiest == null) {
                if (postponed.isEmpty()) {
                    environment.counters().allCompacted(environment.clock().millis());
                }
                return;
            }
            try {
                if (!compact(dirtiest)) {
                    postponed.add(dirtiest.log());
                }
            } finally {
                underCompaction.remove(dirtiest.log());
            }
        }
    }

    /** How many logs are damaged, so that they are not compacted any more. */
    int uncleanableLogs() {
        uncleanable.removeIf(log -> log.view().state() == LogView.State.DELETED);
        return uncleanable.size();
    }

    /** Takes nothing more on and waits for what is under way to end, or to be given up. */
    void close() {
        closing = true;
        OrderlyEnd.of(threads);
    }

    private record Candidate(PartitionLog log, CompactionRule.Dirty dirty) {}

    /** Finds the dirtiest log that nobody is at, and claims it; {@code null} when none is due. */
    private synchronized Candidate claimDirtiest(Set<PartitionLog> postponed) {
        Candidate dirtiest = null;
        for (PartitionLog log : logs.get()) {
            if (postponed.contains(log) || underCompaction.contains(log) || uncleanable.contains(log)) {
                continue;
            }
            CompactionRule.Dirty dirty = look(log);
            if (dirty != null
                    && dirty.due()
                    && (dirtiest == null
                            || dirty.dirtyRatio() > dirtiest.dirty().dirtyRatio())) {
                dirtiest = new Candidate(log, dirty);
            }
        }
        if (dirtiest != null) {
            underCompaction.add(dirtiest.log());
        }
        return dirtiest;
    }

    private CompactionRule.Dirty look(PartitionLog log) {
        if (log.view().state() != LogView.State.WRITABLE) {
            return null;
        }
        try {
            return compaction.look(log);
        } catch (IOException | RuntimeException e) {
            postpone(log, "looking for what to compact", e);
            return null;
        }
    }

    /** Returns whether more may be done to the log at once. */
    private boolean compact(Candidate candidate) {
        PartitionLog log = candidate.log();
        Compaction run = new Compaction(log, environment, schedule.dedupeBytes() / schedule.threads(), () -> closing);
        try {
            SegmentSwap before = unfinished.get(log);
            if (before != null) {
                before.finish();
                unfinished.remove(log);
            }
            run.run(candidate.dirty());
            return true;
        } catch (BatchChunks.StoppedException stopped) {
            return false;
        } catch (IOException e) {
            if (run.unfinished() != null) {
                unfinished.put(log, run.unfinished());
            }
            postpone(log, "compaction", e);
        } catch (CompletionException e) {
            postpone(log, "compaction", e);
        } catch (RuntimeException e) {
            giveUp(log, e);
        }
        return false;
    }

    private void giveUp(PartitionLog log, RuntimeException cause) {
        if (log.view().state() != LogView.State.WRITABLE) {
            return;
        }
        uncleanable.add(log);
        if (cause instanceof CorruptRecordException) {
            LOG.errorf("Partition %s is not compacted any more until a restart: %s", log, cause.getMessage());
        } else {
            LOG.errorf(cause, "Partition %s is not compacted any more until a restart: a record cannot be read", log);
        }
    }

    private static void postpone(PartitionLog log, String what, Exception failure) {
        if (log.view().state() != LogView.State.WRITABLE) {
            // Deleted, closed or failed meanwhile, which has been told already.
            return;
        }
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof ApiException || cause instanceof IOException) {
            LOG.warnf("Partition %s: %s is left for the next time (%s)", log, what, cause);
        } else {
            LOG.errorf(cause, "Partition %s: %s failed unexpectedly and is left for the next time", log, what);
        }
    }
}
