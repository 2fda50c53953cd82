package org.ordertracking.broker.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.record.MemoryRecords;
import org.jboss.logging.Logger;

/**
 * The thread that writes a share of the logs. It takes all that waits in its queue, appends it, forces each log once for all who asked for
 * {@link Durability#SYNCED} (group commit), lets readers see it and answers. Callers never block: when too much waits, they are refused.
 *
 * <pre>
 *   created ── start ──► running ── stop ──► draining (refuses what is new, does what waits) ──► ended
 * </pre>
 *
 * Nobody interrupts this thread: an interrupt would close the file it is writing to.
 */
final class LogThread implements AppendQueue {

    private static final Logger LOG = Logger.getLogger(LogThread.class);

    /** How many tasks share one force; bounds the time that the first of them waits. */
    private static final int LARGEST_GROUP = 1024;

    /** Room in the queue that appends leave to everything else, so that a busy log can still be deleted. */
    private static final int ROOM_FOR_CALLS = 1024;

    private final LogStoreConfig config;
    private final LogListener listener;
    private final Thread thread;
    private final BlockingQueue<LogTask<?>> queue;
    private final AtomicLong queuedBytes = new AtomicLong();
    private final LongAdder refused = new LongAdder();
    private volatile boolean stopping;

    /** Logs with bytes that nobody has waited for; only kept when there is a periodic flush. */
    private final Set<PartitionLog> unforced = new LinkedHashSet<>();

    /** Those of them whose flush is under way. */
    private final Queue<PartitionLog> flushing = new ArrayDeque<>();

    private long lastFlush = System.nanoTime();

    LogThread(String name, LogStoreConfig config, LogListener listener) {
        this.config = config;
        this.listener = listener;
        this.queue = new LinkedBlockingQueue<>(config.queuedAppends() + ROOM_FOR_CALLS);
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    @Override
    public int tasks() {
        return queue.size();
    }

    @Override
    public long bytes() {
        return queuedBytes.get();
    }

    @Override
    public long refused() {
        return refused.sum();
    }

    void start() {
        thread.start();
    }

    CompletionStage<Appended> append(
            PartitionLog log,
            MemoryRecords records,
            AppendOrigin origin,
            Durability durability,
            Consumer<Appended> onWritten) {
        boolean awaitsSync = durability == Durability.SYNCED && config.flush().syncOnDemand();
        LogTask<Appended> task = new LogTask.Append(log, records, origin, awaitsSync, onWritten);
        long waiting = queuedBytes.getAndAdd(task.bytes());
        // A single append may be larger than the limit, or it would never get through.
        if (queue.size() >= config.queuedAppends() || waiting > 0 && waiting + task.bytes() > config.queuedBytes()) {
            queuedBytes.addAndGet(-task.bytes());
            refused.increment();
            return CompletableFuture.failedFuture(overloaded(log));
        }
        return enqueue(task);
    }

    <T> CompletionStage<T> execute(PartitionLog log, Callable<T> task) {
        return enqueue(new LogTask.Call<>(log, task));
    }

    /** Refuses what is new, does what waits, and returns when that is done. */
    void stop() {
        stopping = true;
        // Wakes the thread if it sleeps; if there is no room for this, it does not sleep.
        queue.offer(new LogTask.Call<>(null, () -> null));
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        refuseLateComers();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> CompletionStage<T> enqueue(LogTask<T> task) {
        if (stopping) {
            queuedBytes.addAndGet(-task.bytes());
            return CompletableFuture.failedFuture(closed());
        }
        if (!queue.offer(task)) {
            queuedBytes.addAndGet(-task.bytes());
            return CompletableFuture.failedFuture(overloaded(task.log()));
        }
        if (stopping && !thread.isAlive()) {
            refuseLateComers();
        }
        return task.result();
    }

    private void refuseLateComers() {
        LogTask<?> late;
        while ((late = queue.poll()) != null) {
            late.fail(closed());
            late.answer();
        }
    }

    private TimeoutException overloaded(PartitionLog log) {
        return new TimeoutException("Partition " + log + ": " + queue.size() + " appends of " + queuedBytes.get()
                + " bytes wait for the disk already; try again later");
    }

    private static KafkaStorageException closed() {
        return new KafkaStorageException("The broker's logs are closed");
    }

    private void run() {
        List<LogTask<?>> group = new ArrayList<>(LARGEST_GROUP);
        while (!stopping || !queue.isEmpty()) {
            try {
                LogTask<?> first = next();
                if (first != null) {
                    group.add(first);
                    queue.drainTo(group, LARGEST_GROUP - 1);
                    process(group);
                }
                group.clear();
                flushPeriodically();
            } catch (RuntimeException | Error e) {
                goOn(group, e);
            }
        }
    }

    /** Nothing may end this thread, least of all a heap that is full: without it, its logs would be deaf. */
    private static void goOn(List<LogTask<?>> group, Throwable cause) {
        try {
            abandon(group, cause);
            LOG.error("A log thread met an error that it does not know, and goes on", cause);
        } catch (OutOfMemoryError stillFull) {
            // Not even a line can be written; whoever was not answered finds out when its connection ends.
        } finally {
            group.clear();
        }
    }

    private LogTask<?> next() {
        try {
            if (config.flush().interval() == null) {
                return queue.take();
            }
            return flushing.isEmpty() ? queue.poll(Math.max(0, nanosUntilFlush()), TimeUnit.NANOSECONDS) : queue.poll();
        } catch (InterruptedException e) {
            LOG.warn("A log thread was interrupted, which would close files if it was writing; nobody should do that");
            return null;
        }
    }

    private void process(List<LogTask<?>> group) {
        Set<PartitionLog> touched = new LinkedHashSet<>();
        Set<PartitionLog> awaited = new LinkedHashSet<>();
        for (LogTask<?> task : group) {
            queuedBytes.addAndGet(-task.bytes());
            task.perform();
            if (task.log() != null) {
                touched.add(task.log());
                if (task.awaitsSync() && !task.hasFailed()) {
                    awaited.add(task.log());
                }
            }
        }
        // First those that wait for no disk.
        for (PartitionLog log : touched) {
            if (!awaited.contains(log)) {
                settle(log, false, group);
            }
        }
        for (PartitionLog log : awaited) {
            settle(log, true, group);
        }
        touched.forEach(this::report);
        group.forEach(LogTask::answer);
    }

    /** Forces if somebody waits for it and lets readers see; or fails whatever the group has appended, when the log is broken. */
    private void settle(PartitionLog log, boolean force, List<LogTask<?>> group) {
        if (log.view().state() == LogView.State.DELETED) {
            return;
        }
        try {
            if (force) {
                log.writer().force();
            }
            log.writer().publish();
            if (config.flush().interval() != null && log.writer().isDirty()) {
                unforced.add(log);
            }
        } catch (ApiException e) {
            for (LogTask<?> task : group) {
                if (task.log() == log && task instanceof LogTask.Append) {
                    task.fail(e);
                }
            }
        }
    }

    private void report(PartitionLog log) {
        int bytes = log.writer().takeUnreportedBytes();
        if (bytes > 0 && log.view().state() == LogView.State.WRITABLE) {
            try {
                listener.onAppend(log, bytes);
            } catch (RuntimeException e) {
                LOG.errorf(e, "Partition %s: whoever listens for appends has failed", log);
            }
        }
    }

    private static void abandon(List<LogTask<?>> group, Throwable cause) {
        for (LogTask<?> task : group) {
            if (task instanceof LogTask.Append append) {
                append.log().writer().health().fail("an error that nobody foresaw: " + cause, cause);
            }
            task.fail(cause);
            task.answer();
        }
    }

    /** One log at a time, between what is waiting: who appends never waits for the syncs of a thousand others. */
    private void flushPeriodically() {
        if (config.flush().interval() == null) {
            return;
        }
        if (flushing.isEmpty() && nanosUntilFlush() <= 0) {
            flushing.addAll(unforced);
            unforced.clear();
            lastFlush = System.nanoTime();
        }
        PartitionLog log = flushing.poll();
        try {
            if (log != null && log.view().state() == LogView.State.WRITABLE) {
                log.writer().force();
            }
        } catch (ApiException alreadyLogged) {
            LOG.debugf(alreadyLogged, "Partition %s: the periodic flush failed", log);
        }
    }

    private long nanosUntilFlush() {
        return lastFlush + config.flush().interval().toNanos() - System.nanoTime();
    }
}
