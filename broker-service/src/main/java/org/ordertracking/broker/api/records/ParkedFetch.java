package org.ordertracking.broker.api.records;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.server.util.timer.Timer;
import org.apache.kafka.server.util.timer.TimerTask;
import org.ordertracking.broker.topic.AppendWatchers.AppendWatcher;
import org.ordertracking.broker.topic.Partition;

/**
 * A fetch that waits for records: it counts what is appended to its partitions instead of looking again.
 *
 * <pre>
 *   PARKED ── enough appended · a partition deleted · time over ──► DONE (read once)
 * </pre>
 */
final class ParkedFetch extends TimerTask implements AppendWatcher {
    private final List<Partition> partitions;
    private final Runnable read;
    private final AtomicLong missing;
    private final AtomicBoolean done = new AtomicBoolean();

    private ParkedFetch(List<Partition> partitions, long missing, long maxWaitMillis, Runnable read) {
        super(maxWaitMillis);
        this.partitions = partitions;
        this.missing = new AtomicLong(missing);
        this.read = read;
    }

    /**
     * Parks a fetch.
     *
     * @param wantedBytes how many readable bytes end the waiting
     * @param read called once, on the thread that ends the waiting: must not block
     */
    static void park(FetchPlan plan, long wantedBytes, long maxWaitMillis, Timer timer, Runnable read) {
        ParkedFetch parked = new ParkedFetch(plan.watchable(), wantedBytes, maxWaitMillis, read);
        parked.partitions.forEach(partition -> partition.watchers().add(parked));
        timer.add(parked);
        if (parked.done.get()) {
            // Woken before it was in the timer, which would keep it until its time is over.
            parked.cancel();
            return;
        }
        // What was appended before the watchers were in place is counted now; counting some of it twice only ends the
        // waiting a little early.
        parked.count(plan.readableBytes());
    }

    @Override
    public void onAppend(int bytes) {
        count(bytes);
    }

    @Override
    public void onRemoval() {
        finish();
    }

    @Override
    public void run() {
        finish();
    }

    private void count(long bytes) {
        if (missing.addAndGet(-bytes) <= 0) {
            finish();
        }
    }

    private void finish() {
        if (done.compareAndSet(false, true)) {
            cancel();
            partitions.forEach(partition -> partition.watchers().remove(this));
            read.run();
        }
    }
}
