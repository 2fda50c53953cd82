package org.ordertracking.broker.sql;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.ordertracking.broker.sql.engine.EngineException;
import org.ordertracking.broker.sql.engine.EngineException.Reason;
import org.ordertracking.broker.sql.engine.EngineFolders;
import org.ordertracking.broker.sql.engine.EngineProcess;

/**
 * Starts engines, and keeps one that is not needed for a while, since a start takes half a second. Starts nothing before the first query;
 * some time after the last one nothing is left.
 *
 * <pre>
 *   new ──► {@link #take}, {@link #giveBack} … ──► {@link #close}: no process and no folder is left, and none is made any more
 * </pre>
 */
final class Engines implements AutoCloseable {
    private static final long KEPT_SECONDS = 60;
    private static final long GUARD_IDLE_SECONDS = 5;

    private final SqlLimits limits;
    private final EngineFolders folders;
    private final ScheduledThreadPoolExecutor guard;
    /** All that were started and are not gone yet. */
    private final Set<EngineProcess> processes = ConcurrentHashMap.newKeySet();

    private EngineProcess spare;
    private boolean closed;

    /**
     * @param scratch where engines have their folders
     */
    Engines(SqlLimits limits, Path scratch) {
        this.limits = limits;
        folders = new EngineFolders(scratch);
        guard = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "sql-guard");
            thread.setDaemon(true);
            return thread;
        });
        guard.setRemoveOnCancelPolicy(true);
        guard.setKeepAliveTime(GUARD_IDLE_SECONDS, TimeUnit.SECONDS);
        guard.allowCoreThreadTimeOut(true);
    }

    synchronized GuardedEngine take() throws EngineException {
        // Within the lock, so that close() either refuses a start or knows what was started.
        if (closed) {
            throw new EngineException(Reason.NOT_STARTED, "the broker is stopping");
        }
        EngineProcess process = takeSpare();
        if (process == null) {
            process = EngineProcess.start(folders);
            processes.add(process);
        }
        return new GuardedEngine(process, limits, guard);
    }

    /** Gives back one that nobody uses any more; it is kept if it is as good as new. Waits for its end if not. */
    void giveBack(GuardedEngine engine) {
        boolean clean = engine.clear();
        engine.release();
        if (!clean || !engine.isUsable() || !keep(engine.process())) {
            end(engine.process());
            engine.process().close();
        }
    }

    private EngineProcess takeSpare() {
        EngineProcess process = spare;
        spare = null;
        if (process != null && !process.isAlive()) {
            end(process);
            return null;
        }
        return process;
    }

    private synchronized boolean keep(EngineProcess process) {
        if (closed || spare != null) {
            return false;
        }
        spare = process;
        guard.schedule(() -> drop(process), KEPT_SECONDS, TimeUnit.SECONDS);
        return true;
    }

    /** The guard's thread has others to look at: it does not wait for the end. */
    private synchronized void drop(EngineProcess process) {
        if (spare == process) {
            spare = null;
            end(process);
        }
    }

    private void end(EngineProcess process) {
        process.end().thenRun(() -> processes.remove(process));
    }

    /** Ends all that there are, also those that are used, and waits until they are gone. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            spare = null;
        }
        guard.shutdownNow();
        processes.forEach(this::end);
        processes.forEach(EngineProcess::close);
    }
}
