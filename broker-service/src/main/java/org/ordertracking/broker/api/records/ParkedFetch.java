package org.ordertracking.broker.api.records;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.server.util.timer.Timer;
import org.apache.kafka.server.util.timer.TimerTask;
import org.ordertracking.broker.topic.AppendWatchers.AppendWatcher;
import org.ordertracking.broker.topic.LongPolls;
import org.ordertracking.broker.topic.Partition;

/**
 * A fetch that waits for records: it counts what is appended to its partitions, and looks again only where what is appended need not be
 * readable (an undecided transaction's records are not, for a reader of what is committed).
 *
 * <pre>
 *   PARKED ── enough readable · a partition deleted, or its records from where the fetch reads · time over · the broker stops
 *      └──► DONE (read once)
 * </pre>
 */
final class ParkedFetch extends TimerTask implements AppendWatcher {
    private final FetchPlan plan;
    private final long wantedBytes;
    private final List<Partition> partitions;
    private final LongPolls polls;
    private final Runnable read;
    private final AtomicLong missing;
    private final AtomicBoolean done = new AtomicBoolean();

    private ParkedFetch(FetchPlan plan, long wantedBytes, long maxWaitMillis, LongPolls polls, Runnable read) {
        super(maxWaitMillis);
        this.plan = plan;
        this.wantedBytes = wantedBytes;
        this.partitions = plan.watchable();
        this.missing = new AtomicLong(wantedBytes);
        this.polls = polls;
        this.read = read;
    }

    /**
     * Parks a fetch.
     *
     * @param wantedBytes how many readable bytes end the waiting
     * @param polls ends the waiting when the broker stops
     * @param read called once, on the thread that ends the waiting: must not block
     */
    static void park(
            FetchPlan plan, long wantedBytes, long maxWaitMillis, Timer timer, LongPolls polls, Runnable read) {
        ParkedFetch parked = new ParkedFetch(plan, wantedBytes, maxWaitMillis, polls, read);
        parked.partitions.forEach(partition -> partition.watchers().add(parked));
        timer.add(parked);
        polls.add(parked);
        if (parked.done.get()) {
            // Woken before it was in all of these, which would keep it.
            parked.leave();
            return;
        }
        // What was appended before the watchers were in place is counted now; counting some of it twice only ends the
        // waiting a little early.
        parked.count(plan.readableBytes());
        parked.onStartMoved();
    }

    @Override
    public void onAppend(int bytes) {
        count(bytes);
    }

    @Override
    public void onStartMoved() {
        if (plan.hasFallenBehind()) {
            finish();
        }
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
        if (missing.addAndGet(-bytes) <= 0 && (!plan.readsOnlyCommitted() || plan.readableBytes() >= wantedBytes)) {
            finish();
        }
    }

    private void finish() {
        if (done.compareAndSet(false, true)) {
            leave();
            read.run();
        }
    }

    private void leave() {
        cancel();
        polls.remove(this);
        partitions.forEach(partition -> partition.watchers().remove(this));
    }
}
