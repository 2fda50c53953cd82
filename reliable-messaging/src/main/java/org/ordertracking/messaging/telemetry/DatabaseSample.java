package org.ordertracking.messaging.telemetry;

import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.ordertracking.messaging.retry.Outage;

/**
 * What a query found the last time it was asked, for gauges: asking for metrics never waits for the database. While the
 * database is away, the last find stays, and the log says so once.
 *
 * <p>{@link #take} belongs to one thread at a time, a scheduled method that skips what overlaps; any thread may read.
 */
public final class DatabaseSample<T> {

    private final Supplier<T> query;
    private final Outage outage;
    private volatile T last;

    /**
     * @param what is counted, as the log calls it, for example "The outbox"
     * @param first what is known before the first sample
     */
    public DatabaseSample(String what, Logger log, T first, Supplier<T> query) {
        this.query = query;
        this.last = first;
        this.outage = new Outage(log, what + " cannot be counted", what + " can be counted again", System::nanoTime);
    }

    /** Asks the database. */
    public void take() {
        try {
            last = query.get();
            outage.recovered();
        } catch (RuntimeException e) {
            outage.failed(e);
        }
    }

    /** What the last successful sample found. */
    public T last() {
        return last;
    }
}
