package org.ordertracking.broker.sql;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.ordertracking.broker.sql.SqlException.Kind;
import org.ordertracking.broker.sql.engine.EngineException;
import org.ordertracking.broker.topic.TopicRegistry;

/**
 * Answers queries. They are read off the logs and computed in processes of their own, so many at a time; one more is refused. A query blocks
 * its caller's thread; other threads may cancel it.
 *
 * <pre>
 *   new (nothing is started) ──► {@link #query}, {@link #live} … ──► {@link #close}: what runs is ended, what comes is refused
 * </pre>
 */
public final class SqlQueries implements AutoCloseable {
    private final TopicRegistry topics;
    private final SqlLimits limits;
    private final Engines engines;
    private final SqlMetrics metrics;
    private final Semaphore queryPlaces;
    private final Semaphore livePlaces;
    private final Set<LiveQuery> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * @param scratch where engines have their folders, some 60 MB each for a moment; has to exist with the first query
     */
    public SqlQueries(TopicRegistry topics, SqlLimits limits, Path scratch, MeterRegistry meters) {
        this.topics = topics;
        this.limits = limits;
        this.engines = new Engines(limits, scratch);
        this.metrics = new SqlMetrics(meters, open::size);
        this.queryPlaces = new Semaphore(limits.queries());
        this.livePlaces = new Semaphore(limits.live());
    }

    /**
     * A query that is answered once: {@link LiveQuery#next} and {@link LiveQuery#close} it.
     *
     * @throws SqlException when so many are at work, or the request is not valid
     */
    public LiveQuery query(SqlRequest request) throws SqlException {
        return open(request, queryPlaces, limits.queries(), "broker.sql.queries", "queries run");
    }

    /**
     * A query that is answered again whenever records have come; the caller closes it.
     *
     * @throws SqlException when so many are open, or the request is not valid
     */
    public LiveQuery live(SqlRequest request) throws SqlException {
        return open(request, livePlaces, limits.live(), "broker.sql.live", "live queries run");
    }

    public SqlLimits limits() {
        return limits;
    }

    /** Queries that are open, live ones included. */
    public int running() {
        return open.size();
    }

    private LiveQuery open(SqlRequest request, Semaphore places, int all, String setting, String what)
            throws SqlException {
        try {
            return admitted(request, places, all, setting, what);
        } catch (SqlException refusal) {
            metrics.refused(refusal.kind());
            throw refusal;
        }
    }

    private LiveQuery admitted(SqlRequest request, Semaphore places, int all, String setting, String what)
            throws SqlException {
        request.validate();
        if (!places.tryAcquire()) {
            throw new SqlException(
                    Kind.BUSY,
                    all == 0
                            ? "There are none here: %s is 0.".formatted(setting)
                            : "%d %s already, as many as %s allows.".formatted(all, what, setting),
                    all == 0 ? "Set it to 1 or more." : "Wait until one has ended.",
                    SqlException.NOWHERE);
        }
        LiveQuery query = new LiveQuery(request, places);
        open.add(query);
        if (closed) {
            query.close();
            throw stopping();
        }
        return query;
    }

    private static SqlException stopping() {
        return new SqlException(
                Kind.UNAVAILABLE, "The broker is stopping.", "Ask again when it runs.", SqlException.NOWHERE);
    }

    /** Waits, a few seconds at the most, until the processes of all queries are gone. */
    @Override
    public void close() {
        closed = true;
        open.forEach(LiveQuery::stop);
        engines.close();
    }

    /**
     * One query, from its first answer to its last. Answers are for one thread at a time; {@link #cancel} is for any.
     *
     * <pre>
     *   OPEN ── {@link #next} … ──► CLOSED ({@link #close}; after {@link #cancel} the answer under way fails)
     * </pre>
     */
    public final class LiveQuery implements AutoCloseable {
        private final SqlRequest request;
        private final Semaphore places;
        private volatile GuardedEngine engine;
        private volatile boolean unwanted;
        private SqlSession session;
        private boolean over;

        private LiveQuery(SqlRequest request, Semaphore places) {
            this.request = request;
            this.places = places;
        }

        /** The answer as of now. Blocks for as long as a query may take. */
        public synchronized SqlAnswer next() throws SqlException {
            long began = System.nanoTime();
            try {
                begin();
                SqlAnswer answer = session.answer();
                metrics.answered(System.nanoTime() - began);
                return answer;
            } catch (SqlException failure) {
                metrics.failed(failure.kind(), System.nanoTime() - began);
                throw failure;
            }
        }

        /** Whether the next answer may be another than the last. Asks no disk. */
        public synchronized boolean hasMore() throws SqlException {
            return session == null || session.hasMore();
        }

        private void begin() throws SqlException {
            if (over || unwanted) {
                throw GuardedEngine.cancelled();
            }
            if (session != null) {
                return;
            }
            try {
                engine = engines.take();
            } catch (EngineException cannot) {
                if (closed) {
                    throw stopping();
                }
                throw new SqlException(
                        Kind.UNAVAILABLE,
                        "The SQL engine cannot be started: %s.".formatted(cannot.getMessage()),
                        "See docs/sql.md, \"Where there is no SQL\".",
                        SqlException.NOWHERE);
            }
            session = new SqlSession(topics, request, limits, engine, metrics);
            if (unwanted) {
                engine.cancel();
            }
            if (closed) {
                engine.stop();
            }
        }

        /** Ends it at once, whatever is being computed. */
        public void cancel() {
            unwanted = true;
            GuardedEngine running = engine;
            if (running != null) {
                running.cancel();
            }
        }

        private void stop() {
            GuardedEngine running = engine;
            if (running != null) {
                running.stop();
            }
        }

        /** Gives back what it holds; waits for an answer that is under way. */
        @Override
        public synchronized void close() {
            if (over) {
                return;
            }
            over = true;
            open.remove(this);
            if (engine != null) {
                engines.giveBack(engine);
            }
            places.release();
        }
    }
}
