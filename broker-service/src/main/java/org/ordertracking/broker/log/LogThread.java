package org.ordertracking.broker.log;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.record.MemoryRecords;
import org.jboss.logging.Logger;

/**
 * The thread that writes a share of the logs. It takes all that waits in its queue, appends it, forces each log once for all who asked for
 * {@link Durability#SYNCED} (group commit), then lets readers see it and answers. Callers never block: when too much waits, they are refused.
 *
 * <pre>
 *   started ──► running ── stop() ──► draining (takes nothing new, does what waits) ──► ended
 * </pre>
 *
 * Nobody interrupts this thread: an interrupt would close the file it is writing to.
 */
final class LogThread {

    private static final Logger LOG = Logger.getLogger(LogThread.class);

    /** How many tasks share one force; bounds the time that the first of them waits. */
    private static final int LARGEST_GROUP = 1024;

    private final BlockingQueue<Task<?>> queue;
    private final AtomicLong queuedBytes = new AtomicLong();
    private final LogStoreConfig config;
    private final LogListener listener;
    private final Thread thread;
    private volatile boolean stopping;

    /** Logs with bytes that nobody has waited for, so that the periodic flush finds them. */
    private final Set<PartitionLog> unforced = new LinkedHashSet<>();

    private long lastFlush = System.nanoTime();

    LogThread(String name, LogStoreConfig config, LogListener listener) {
        this.config = config;
        this.listener = listener;
        this.queue = new ArrayBlockingQueue<>(config.queuedAppends());
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
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
        boolean sync = durability == Durability.SYNCED && config.flush().syncOnDemand();
        return enqueue(new Append(log, records, origin, sync, onWritten));
    }

    <T> CompletionStage<T> execute(PartitionLog log, Callable<T> task) {
        return enqueue(new Call<>(log, task));
    }

    /** Takes nothing more, does what waits, and waits for the end of that. */
    void stop() {
        stopping = true;
        queue.offer(new Call<>(null, () -> null));
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        // Whoever slipped in between the last look at the queue and the end.
        Task<?> late;
        while ((late = queue.poll()) != null) {
            late.result.completeExceptionally(closed());
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private <T> CompletionStage<T> enqueue(Task<T> task) {
        if (stopping) {
            return CompletableFuture.failedFuture(closed());
        }
        if (queuedBytes.addAndGet(task.bytes) > config.queuedBytes() && task.bytes < queuedBytes.get()
                || !queue.offer(task)) {
            queuedBytes.addAndGet(-task.bytes);
            return CompletableFuture.failedFuture(new TimeoutException("Partition " + task.log + ": " + queue.size()
                    + " appends wait for the disk already; try again later"));
        }
        if (stopping && !thread.isAlive() && queue.remove(task)) {
            task.result.completeExceptionally(closed());
        }
        return task.result;
    }

    private static KafkaStorageException closed() {
        return new KafkaStorageException("The broker's logs are closed");
    }

    private void run() {
        List<Task<?>> group = new ArrayList<>();
        while (!stopping || !queue.isEmpty()) {
            Task<?> first = next();
            if (first != null) {
                group.add(first);
                queue.drainTo(group, LARGEST_GROUP - 1);
                process(group);
                group.clear();
            }
            flushPeriodically();
        }
    }

    private Task<?> next() {
        try {
            if (config.flush().interval() == null) {
                return queue.take();
            }
            long due = lastFlush + config.flush().interval().toNanos() - System.nanoTime();
            return queue.poll(Math.max(0, due), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            // Nobody may interrupt this thread; forget it before it closes a file.
            LOG.warn("A log thread was interrupted, which nobody has a reason to do; going on");
            return null;
        }
    }

    private void process(List<Task<?>> group) {
        Set<PartitionLog> written = new LinkedHashSet<>();
        Set<PartitionLog> toForce = new LinkedHashSet<>();
        for (Task<?> task : group) {
            queuedBytes.addAndGet(-task.bytes);
            task.run();
            if (task.failure == null && task.log != null) {
                written.add(task.log);
                if (task.sync) {
                    toForce.add(task.log);
                }
            }
        }
        for (PartitionLog log : written) {
            if (!toForce.contains(log)) {
                publish(log);
            }
        }
        for (PartitionLog log : toForce) {
            force(log, group);
        }
        group.forEach(Task::complete);
        for (PartitionLog log : written) {
            report(log);
        }
    }

    private void force(PartitionLog log, List<Task<?>> group) {
        try {
            log.writer().force();
            publish(log);
        } catch (ApiException e) {
            for (Task<?> task : group) {
                if (task.log == log && task.failure == null) {
                    task.failure = e;
                }
            }
        }
    }

    private void publish(PartitionLog log) {
        if (log.view().state() == LogView.State.WRITABLE) {
            log.writer().publish();
            if (log.writer().isDirty()) {
                unforced.add(log);
            }
        }
    }

    private void report(PartitionLog log) {
        if (log.view().state() != LogView.State.WRITABLE) {
            return;
        }
        int bytes = log.writer().takeUnreportedBytes();
        if (bytes > 0) {
            try {
                listener.onAppend(log, bytes);
            } catch (RuntimeException e) {
                LOG.errorf(e, "Partition %s: whoever listens for appends has failed", log);
            }
        }
    }

    private void flushPeriodically() {
        if (config.flush().interval() == null) {
            unforced.clear();
            return;
        }
        if (System.nanoTime() - lastFlush < config.flush().interval().toNanos()) {
            return;
        }
        for (PartitionLog log : unforced) {
            try {
                if (log.view().state() == LogView.State.WRITABLE) {
                    log.writer().force();
                }
            } catch (ApiException e) {
                LOG.debugf(e, "Partition %s: the periodic flush failed and was reported", log);
            }
        }
        unforced.clear();
        lastFlush = System.nanoTime();
    }

    /** Something to do for one log, and who waits for it. */
    private abstract static class Task<T> {

        final PartitionLog log;
        final boolean sync;
        final int bytes;
        final CompletableFuture<T> result = new CompletableFuture<>();
        private T value;
        private Throwable failure;

        Task(PartitionLog log, boolean sync, int bytes) {
            this.log = log;
            this.sync = sync;
            this.bytes = bytes;
        }

        abstract T perform() throws Exception;

        /** For what nobody foresaw. */
        void unexpected(Throwable cause) {}

        void run() {
            try {
                value = perform();
            } catch (ApiException e) {
                failure = e;
            } catch (Exception | Error e) {
                failure = e;
                unexpected(e);
            }
        }

        void complete() {
            if (failure == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(failure);
            }
        }
    }

    private static final class Append extends Task<Appended> {

        private final MemoryRecords records;
        private final AppendOrigin origin;
        private final Consumer<Appended> onWritten;

        Append(
                PartitionLog log,
                MemoryRecords records,
                AppendOrigin origin,
                boolean sync,
                Consumer<Appended> onWritten) {
            super(log, sync, records.sizeInBytes());
            this.records = records;
            this.origin = origin;
            this.onWritten = onWritten;
        }

        @Override
        Appended perform() {
            Appended appended = log.writer().append(records, origin);
            onWritten.accept(appended);
            return appended;
        }

        @Override
        void unexpected(Throwable cause) {
            LOG.errorf(cause, "Partition %s: an append failed in a way that nobody foresaw", log);
        }
    }

    private static final class Call<T> extends Task<T> {

        private final Callable<T> callable;

        Call(PartitionLog log, Callable<T> callable) {
            super(log, false, 0);
            this.callable = callable;
        }

        @Override
        T perform() throws Exception {
            return callable.call();
        }
    }
}
