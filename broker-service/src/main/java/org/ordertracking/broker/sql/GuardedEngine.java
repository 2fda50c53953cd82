package org.ordertracking.broker.sql;

import java.util.OptionalLong;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.ordertracking.broker.sql.SqlException.Kind;
import org.ordertracking.broker.sql.engine.EngineException;
import org.ordertracking.broker.sql.engine.EngineProcess;

/**
 * An engine at work for one user, and the eye that is kept on it: every {@value #LOOK_MILLIS} ms its memory and its time are looked at, and
 * what goes beyond its limit is ended with its process, whatever the engine is doing.
 *
 * <pre>
 *   new ──► RESTS ◄──► WORKS (until a deadline) ──► ENDED, for a reason (limit, {@link #cancel}, a crash)
 * </pre>
 */
final class GuardedEngine {
    private static final int LOOK_MILLIS = 50;

    private final EngineProcess process;
    private final SqlLimits limits;
    private final ScheduledFuture<?> looks;
    private volatile long deadline = Long.MAX_VALUE;
    private volatile boolean works;
    private volatile boolean unwanted;
    private volatile SqlException why;
    private boolean released;

    GuardedEngine(EngineProcess process, SqlLimits limits, ScheduledExecutorService guard) {
        this.process = process;
        this.limits = limits;
        this.looks = guard.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    EngineProcess process() {
        return process;
    }

    /** From now on it has as much time as a query may take. */
    void work() {
        begin();
        if (unwanted) {
            end(cancelled());
        }
    }

    private void begin() {
        deadline = System.nanoTime() + limits.time().toNanos();
        works = true;
    }

    void rest() {
        works = false;
    }

    /**
     * Forgets what it has been given, still under the eye that is kept on it.
     *
     * @return whether it is as good as new
     */
    boolean clear() {
        begin();
        try {
            if (isUsable()) {
                process.open(limits.engineMemory());
            }
        } catch (EngineException broken) {
            process.kill();
        } finally {
            rest();
        }
        return isUsable();
    }

    /** Its user does not want it any more: what it works on is ended; one that rests is as good as before for the next user. */
    void cancel() {
        unwanted = true;
        if (works) {
            end(cancelled());
        }
    }

    static SqlException cancelled() {
        return new SqlException(Kind.CANCELLED, "The query was cancelled.", "Run it again.", SqlException.NOWHERE);
    }

    /** The broker stops. */
    void stop() {
        end(new SqlException(
                Kind.UNAVAILABLE, "The broker is stopping.", "Ask again when it runs.", SqlException.NOWHERE));
    }

    /** For those who work for it without asking the engine: whether it is over. */
    void requireWanted() throws SqlException {
        SqlException reason = why;
        if (reason != null) {
            throw reason;
        }
    }

    /** Nobody looks at it any more; the process goes on, and is no longer ended by a late {@link #cancel}. */
    synchronized void release() {
        released = true;
        looks.cancel(false);
    }

    boolean isUsable() {
        return why == null && process.isAlive();
    }

    /** What a user is told of the engine's failure. */
    SqlException explained(EngineException failure) {
        if (why != null) {
            return why;
        }
        return switch (failure.reason()) {
            case MEMORY -> tooMuchMemory();
            case NOT_STARTED ->
                new SqlException(
                        Kind.UNAVAILABLE,
                        "The SQL engine cannot be started: %s.".formatted(failure.getMessage()),
                        "See docs/sql.md, \"Where there is no SQL\".",
                        SqlException.NOWHERE);
            case ENDED ->
                new SqlException(
                        Kind.CRASHED,
                        "The SQL engine crashed over this query; the broker is not concerned.",
                        "Write the query in another way.",
                        SqlException.NOWHERE);
            case REFUSED -> EngineMessage.explained(failure.getMessage());
        };
    }

    private void look() {
        if (works && System.nanoTime() - deadline > 0) {
            end(SqlException.limit(
                    "The query took longer than %d seconds."
                            .formatted(limits.time().toSeconds()),
                    "Read less, or raise broker.sql.timeout."));
        }
        OptionalLong resident = process.residentBytes();
        if (resident.isPresent() && resident.getAsLong() > limits.processMemory()) {
            end(tooMuchMemory());
        }
    }

    private SqlException tooMuchMemory() {
        return SqlException.limit(
                "The query wanted more memory than the %d MiB that it may have."
                        .formatted(limits.processMemory() >> 20),
                "Read less, group by fewer values, or raise broker.sql.memory.");
    }

    private synchronized void end(SqlException reason) {
        if (why == null && !released) {
            why = reason;
            process.kill();
        }
    }
}
