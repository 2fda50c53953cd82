package org.ordertracking.broker.log;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.record.MemoryRecords;
import org.jboss.logging.Logger;

/**
 * Something a {@link LogThread} has to do for one log, and who waits for it.
 *
 * <pre>
 *   queued ── perform ──► performed or failed ── (fail) ──► failed ── answer ──► answered
 * </pre>
 */
abstract class LogTask<T> {

    private static final Logger LOG = Logger.getLogger(LogTask.class);

    private final PartitionLog log;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private T value;
    private Throwable failure;

    private LogTask(PartitionLog log) {
        this.log = log;
    }

    PartitionLog log() {
        return log;
    }

    CompletableFuture<T> result() {
        return result;
    }

    /** How many bytes the task keeps in memory while it waits. */
    int bytes() {
        return 0;
    }

    /** Whether the answer has to wait until what was done is on the disk. */
    boolean awaitsSync() {
        return false;
    }

    boolean hasFailed() {
        return failure != null;
    }

    void fail(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
    }

    void perform() {
        try {
            value = work();
        } catch (ApiException expected) {
            fail(expected);
        } catch (Exception | Error e) {
            LOG.errorf(e, "Partition %s: a task of the log failed unexpectedly", log);
            fail(e);
        }
    }

    /** Tells who waits; what they do about it runs on this thread. */
    void answer() {
        if (failure == null) {
            result.complete(value);
        } else {
            result.completeExceptionally(failure);
        }
    }

    abstract T work() throws Exception;

    /** An append. */
    static final class Append extends LogTask<Appended> {

        private final MemoryRecords records;
        private final AppendOrigin origin;
        private final boolean awaitsSync;
        private final Consumer<Appended> onWritten;

        Append(
                PartitionLog log,
                MemoryRecords records,
                AppendOrigin origin,
                boolean awaitsSync,
                Consumer<Appended> onWritten) {
            super(log);
            this.records = records;
            this.origin = origin;
            this.awaitsSync = awaitsSync;
            this.onWritten = onWritten;
        }

        @Override
        int bytes() {
            return records.sizeInBytes();
        }

        @Override
        boolean awaitsSync() {
            return awaitsSync;
        }

        @Override
        Appended work() {
            Appended appended = log().writer().append(records, origin);
            try {
                onWritten.accept(appended);
            } catch (RuntimeException e) {
                LOG.errorf(e, "Partition %s: whoever was to hear of a written append has failed", log());
            }
            return appended;
        }
    }

    /** Anything else. */
    static final class Call<T> extends LogTask<T> {

        private final Callable<T> callable;

        Call(PartitionLog log, Callable<T> callable) {
            super(log);
            this.callable = callable;
        }

        @Override
        T work() throws Exception {
            return callable.call();
        }
    }
}
