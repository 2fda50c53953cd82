package org.ordertracking.broker.sql;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.ordertracking.broker.sql.engine.EngineException;
import org.ordertracking.broker.sql.engine.EngineProcess;

/**
 * Starts engines, and keeps one that is not needed for a while, since a start takes half a second. Starts nothing before the first query;
 * some time after the last one nothing is left.
 */
final class Engines implements AutoCloseable {
    private static final long KEPT_SECONDS = 60;
    private static final long GUARD_IDLE_SECONDS = 5;

    private final SqlLimits limits;
    private final ScheduledThreadPoolExecutor guard;
    private EngineProcess spare;
    private boolean closed;

    Engines(SqlLimits limits) {
        this.limits = limits;
        guard = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "sql-guard");
            thread.setDaemon(true);
            return thread;
        });
        guard.setRemoveOnCancelPolicy(true);
        guard.setKeepAliveTime(GUARD_IDLE_SECONDS, TimeUnit.SECONDS);
        guard.allowCoreThreadTimeOut(true);
    }

    GuardedEngine take() throws EngineException {
        EngineProcess process = takeSpare();
        if (process == null) {
            process = EngineProcess.start();
        }
        return new GuardedEngine(process, limits, guard);
    }

    /** Gives back one that nobody uses any more; it is kept if it is as good as new. */
    void giveBack(GuardedEngine engine) {
        engine.release();
        EngineProcess process = engine.process();
        if (!engine.isUsable() || !keep(process)) {
            process.close();
        }
    }

    private synchronized EngineProcess takeSpare() {
        EngineProcess process = spare;
        spare = null;
        if (process != null && !process.isAlive()) {
            process.close();
            return null;
        }
        return process;
    }

    private synchronized boolean keep(EngineProcess process) {
        if (closed || spare != null) {
            return false;
        }
        try {
            // What the last query has read goes at once.
            process.open(limits.engineMemory());
        } catch (EngineException broken) {
            return false;
        }
        spare = process;
        guard.schedule(() -> drop(process), KEPT_SECONDS, TimeUnit.SECONDS);
        return true;
    }

    private synchronized void drop(EngineProcess process) {
        if (spare == process) {
            spare = null;
            process.close();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (spare != null) {
            drop(spare);
        }
        guard.shutdownNow();
    }
}
