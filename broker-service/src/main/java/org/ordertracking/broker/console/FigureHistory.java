package org.ordertracking.broker.console;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.ordertracking.broker.console.view.ClusterViews;

/**
 * The figures of the last minutes, taken once for all who watch. Nobody who never looks pays for it.
 *
 * <pre>
 *   IDLE ── somebody watches ──► RECORDING ── {@link #close} ──► CLOSED
 *    ▲                              │
 *    └── nobody for {@link #LINGER} ┘  what was taken is forgotten
 * </pre>
 *
 * All methods may be called from any thread.
 */
public final class FigureHistory implements AutoCloseable {
    /** From one taking to the next. */
    public static final Duration PERIOD = Duration.ofSeconds(1);

    /** What is kept: five minutes, as much as a chart shows. */
    static final int KEPT = 300;

    /** Who comes back to the page within this time finds what has happened meanwhile. */
    static final Duration LINGER = Duration.ofMinutes(10);

    private static final Logger LOG = Logger.getLogger(FigureHistory.class);

    private final Supplier<Supplier<ClusterViews.Figures>> begin;
    private final LongSupplier nanoClock;
    private final Ticker ticker;
    private final Deque<ClusterViews.Figures> kept = new ArrayDeque<>();
    private Supplier<ClusterViews.Figures> series;
    private Runnable stop;
    /** How many were taken, so that who watches knows which of them are new. */
    private long taken;

    private long lastWatchedNanos;
    private boolean closed;

    /** What calls again and again. */
    @FunctionalInterface
    interface Ticker {
        /** @return ends it */
        Runnable every(Duration period, Runnable task);
    }

    /**
     * @param begin a series of figures that tells what happens from then on
     * @param ticker calls from a thread that may block
     */
    FigureHistory(Supplier<Supplier<ClusterViews.Figures>> begin, LongSupplier nanoClock, Ticker ticker) {
        this.begin = begin;
        this.nanoClock = nanoClock;
        this.ticker = ticker;
    }

    /** A ticker with a thread of its own, which is there as long as it ticks. */
    static Runnable ownThread(Duration period, Runnable task) {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(run -> {
            Thread thread = new Thread(run, "console-figures");
            thread.setDaemon(true);
            return thread;
        });
        // Not at a fixed rate: after a standstill all that were missed would come at once, and rates over no time are
        // nonsense.
        executor.scheduleWithFixedDelay(task, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
        return executor::shutdown;
    }

    /** What one who watches is told: at first all that is kept, then what is new. */
    public Watch watch() {
        return new Watch();
    }

    @Override
    public synchronized void close() {
        closed = true;
        rest();
    }

    private synchronized void take() {
        if (series == null) {
            return;
        }
        if (nanoClock.getAsLong() - lastWatchedNanos > LINGER.toNanos()) {
            rest();
            return;
        }
        try {
            kept.addLast(series.get());
        } catch (RuntimeException failure) {
            // The executor would end, and with it the charts of all.
            LOG.debugf(failure, "no figures were taken this time");
            return;
        }
        taken++;
        if (kept.size() > KEPT) {
            kept.removeFirst();
        }
    }

    private synchronized List<ClusterViews.Figures> newsFor(Watch watch) {
        lastWatchedNanos = nanoClock.getAsLong();
        if (series == null && !closed) {
            series = begin.get();
            stop = ticker.every(PERIOD, this::take);
        }
        long unknown = Math.min(kept.size(), taken - watch.known);
        watch.known = taken;
        return kept.stream().skip(kept.size() - unknown).toList();
    }

    private void rest() {
        if (stop != null) {
            stop.run();
        }
        stop = null;
        series = null;
        kept.clear();
    }

    /** One who watches. */
    public final class Watch {
        /** How many were taken when it was told last. */
        private long known;

        private Watch() {}

        /** What was taken since the last call, the oldest first. */
        public List<ClusterViews.Figures> news() {
            return newsFor(this);
        }
    }
}
