package org.ordertracking.broker.share;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.server.util.timer.Timer;
import org.apache.kafka.server.util.timer.TimerTask;
import org.ordertracking.broker.share.ShareFetch.Fetched;
import org.ordertracking.broker.topic.LongPolls;

/**
 * A fetch that tries, and waits without a thread as long as there is too little.
 *
 * <pre>
 *   WAITING ── appended · released · loaded · turn free · time over ──► TRYING ─┬─ something, or time over ──► DONE
 *      ▲                                                                        │
 *      └───────────────────────────────────────── too little, and nothing new ──┘
 * </pre>
 *
 * When the broker stops, its time is over.
 */
final class WaitingShareFetch extends TimerTask {
    private final ShareFetchReader reader;
    private final List<SharePartition> partitions;
    private final Executor readers;
    private final LongPolls polls;
    private final CompletableFuture<List<Fetched>> fetched = new CompletableFuture<>();
    private final Runnable signal = this::signal;
    private final AtomicInteger signals = new AtomicInteger();
    private volatile boolean timeOver;
    private volatile boolean finished;

    private WaitingShareFetch(
            ShareFetchReader reader,
            List<SharePartition> partitions,
            Executor readers,
            LongPolls polls,
            long maxWaitMillis) {
        super(maxWaitMillis);
        this.reader = reader;
        this.partitions = partitions;
        this.readers = readers;
        this.polls = polls;
        this.timeOver = maxWaitMillis <= 0;
    }

    /**
     * @param partitions whose news it waits for
     * @param readers runs the attempts, which may block on the disk
     * @param polls ends the waiting when the broker stops
     */
    static CompletableFuture<List<Fetched>> start(
            ShareFetchReader reader,
            List<SharePartition> partitions,
            long maxWaitMillis,
            Executor readers,
            Timer timer,
            LongPolls polls) {
        WaitingShareFetch fetch = new WaitingShareFetch(reader, partitions, readers, polls, maxWaitMillis);
        if (!fetch.timeOver) {
            partitions.forEach(partition -> partition.watch(fetch.signal));
            timer.add(fetch);
            polls.add(fetch);
            if (fetch.finished) {
                // Done before it was in all of these, which would keep it.
                fetch.finish();
            }
        }
        fetch.signal();
        return fetch.fetched;
    }

    @Override
    public void run() {
        timeOver = true;
        signal();
    }

    /** Tries on a reader's thread; a signal that comes during an attempt leads to one more. */
    private void signal() {
        if (signals.getAndIncrement() == 0) {
            try {
                readers.execute(this::tryAsLongAsSignalled);
            } catch (RejectedExecutionException stopping) {
                finish();
                fetched.completeExceptionally(stopping);
            }
        }
    }

    private void tryAsLongAsSignalled() {
        int seen;
        do {
            seen = signals.get();
            boolean last = timeOver;
            try {
                List<Fetched> found = reader.read(last);
                if (last || !found.isEmpty()) {
                    // Signals are never counted down again, so this was the last attempt.
                    finish();
                    fetched.complete(found);
                    return;
                }
            } catch (RuntimeException | Error failure) {
                finish();
                fetched.completeExceptionally(failure);
                return;
            }
        } while (signals.addAndGet(-seen) > 0);
    }

    private void finish() {
        finished = true;
        cancel();
        polls.remove(this);
        partitions.forEach(partition -> partition.unwatch(signal));
    }
}
