package org.ordertracking.broker.share;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.server.util.timer.Timer;
import org.apache.kafka.server.util.timer.TimerTask;
import org.jboss.logging.Logger;
import org.ordertracking.broker.log.BatchSpan;
import org.ordertracking.broker.log.PartitionLog;
import org.ordertracking.broker.share.SharedRecords.Limits;
import org.ordertracking.broker.topic.AppendWatchers.AppendWatcher;
import org.ordertracking.broker.topic.Partition;

/**
 * A partition as one share group sees it: gives {@link SharedRecords} its lock, its timer and its store.
 *
 * <pre>
 *   LOADING ── state read, start offset known and stored ──► ACTIVE ── topic deleted · state fenced · no member left ──► GONE
 *      └────── cannot be read ────────────────────────────────────────────────────────────────────────────────────────────┘
 * </pre>
 *
 * One write is under way at a time, and what comes up meanwhile goes into the next: so writes stay in order, and many
 * acknowledgements share one sync. One fetch reads the log at a time, since two would read the same records.
 */
final class SharePartition implements AppendWatcher {
    private static final Logger LOG = Logger.getLogger(SharePartition.class);

    private final String group;
    private final Partition partition;
    private final SharePartitionStore store;
    private final ShareGroupRules rules;
    private final Timer timer;
    private final ShareCounters counters;
    private final Consumer<SharePartition> onGone;
    private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();
    private final Map<Lease, TimerTask> leases = new HashMap<>();
    private final CompletableFuture<Void> loaded = new CompletableFuture<>();

    private SharedRecords records;
    private int stateEpoch;
    private StateWrite underWay;
    private StateWrite next;
    private boolean fetching;
    private boolean gone;

    /**
     * @param onGone called once, when this is of no more use and a new one has to be made
     */
    SharePartition(
            String group,
            Partition partition,
            SharePartitionStore store,
            ShareGroupRules rules,
            Timer timer,
            ShareCounters counters,
            Consumer<SharePartition> onGone) {
        this.group = group;
        this.partition = partition;
        this.store = store;
        this.rules = rules;
        this.timer = timer;
        this.counters = counters;
        this.onGone = onGone;
    }

    String group() {
        return group;
    }

    Partition partition() {
        return partition;
    }

    /** Completes when records can be fetched; fails with what is to be answered. */
    CompletableFuture<Void> loaded() {
        return loaded;
    }

    /**
     * Reads the state. To be called once.
     *
     * @param readers runs what may block on the disk
     */
    void load(Executor readers) {
        partition.watchers().add(this);
        store.read().thenComposeAsync(this::begin, readers).whenComplete((begun, failure) -> {
            if (failure == null) {
                loaded.complete(null);
                wake();
            } else {
                loaded.completeExceptionally(failure);
                leave();
            }
        });
    }

    private CompletableFuture<Void> begin(SharePartitionStore.Stored stored) {
        PartitionLog log = partition.log();
        long start = stored.hasStart() ? stored.startOffset() : rules.firstOffset(group, log);
        SharedRecords restored =
                SharedRecords.restored(start, stored.batches(), log.highWatermark(), rules.deliveryLimit());
        // Stored before anything is delivered: a group that has acknowledged nothing yet begins there again after a
        // restart, although its reset strategy would have it begin elsewhere by then.
        CompletableFuture<Void> begun = stored.hasStart()
                ? CompletableFuture.completedFuture(null)
                : store.write(stored.epoch(), start, List.of());
        return begun.thenRun(() -> activate(restored, stored.epoch()));
    }

    private synchronized void activate(SharedRecords restored, int epoch) {
        records = restored;
        stateEpoch = epoch;
    }

    /**
     * Takes the turn to fetch, which {@link #endFetch} gives back.
     *
     * @return from where to read; empty if another fetch has the turn, or there is nothing that may be given out
     */
    synchronized OptionalLong beginFetch(IsolationLevel isolation) {
        if (fetching || !hasSomething(isolation)) {
            return OptionalLong.empty();
        }
        fetching = true;
        return OptionalLong.of(records.next());
    }

    private boolean hasSomething(IsolationLevel isolation) {
        if (records == null || gone) {
            return false;
        }
        PartitionLog log = partition.log();
        records.beginAt(log.logStartOffset());
        long from = records.next();
        boolean room = from < records.end() || records.spread() < rules.maxRecordLocks();
        return room && from < log.readableEnd(isolation);
    }

    /** About how many bytes could be fetched now; without limit if something waits to be delivered again. */
    synchronized long fetchableBytes(IsolationLevel isolation) {
        if (!hasSomething(isolation)) {
            return 0;
        }
        long from = records.next();
        return from < records.end() ? Long.MAX_VALUE : partition.log().bytesFrom(from, isolation);
    }

    /**
     * Gives records to a member; only between {@link #beginFetch} and {@link #endFetch}.
     *
     * @see SharedRecords#acquire
     */
    synchronized List<AcquiredRange> acquire(
            String member,
            long from,
            List<BatchSpan> batches,
            int maxRecords,
            int batchSize,
            Predicate<BatchSpan> hidden) {
        Lease lease = new Lease(member);
        List<AcquiredRange> acquired = records.acquire(
                lease, from, batches, new Limits(maxRecords, batchSize, rules.maxRecordLocks()), hidden);
        if (!lease.isOver()) {
            TimerTask timeout = new TimerTask(rules.lockMillis(group)) {
                @Override
                public void run() {
                    expire(lease);
                }
            };
            leases.put(lease, timeout);
            timer.add(timeout);
        }
        counters.delivered(acquired);
        return acquired;
    }

    /** How many offsets lie between the first record that is not done with and the high watermark. */
    synchronized long lag() {
        return records == null ? 0 : Math.max(0, partition.log().highWatermark() - records.start());
    }

    /** The next record to deliver, for a fetch that read what nobody may see. */
    synchronized long nextOffset() {
        return records.next();
    }

    void endFetch() {
        synchronized (this) {
            fetching = false;
        }
        wake();
    }

    /**
     * Takes what a member says of its records; the stage completes when that is stored. All of it or nothing.
     *
     * @return fails with Kafka's InvalidRecordState or InvalidRequest, or with what kept it from being stored
     */
    CompletableFuture<Void> acknowledge(String member, List<Acknowledgement> acknowledgements) {
        CompletableFuture<Void> stored;
        synchronized (this) {
            if (records == null || gone) {
                return CompletableFuture.failedFuture(notHere());
            }
            StateWrite write = nextWrite();
            try {
                records.settle(member, acknowledgements, write);
            } catch (RuntimeException refusal) {
                return CompletableFuture.failedFuture(refusal);
            }
            stored = write.stored();
        }
        counters.acknowledged(acknowledgements);
        writeNext();
        return stored;
    }

    /** Takes back the records of a member that leaves; the stage completes when that is stored. */
    CompletableFuture<Void> release(String member) {
        CompletableFuture<Void> stored;
        synchronized (this) {
            if (records == null || gone) {
                return CompletableFuture.failedFuture(notHere());
            }
            StateWrite write = nextWrite();
            if (!records.release(member, write)) {
                return CompletableFuture.completedFuture(null);
            }
            stored = write.stored();
        }
        writeNext();
        return stored;
    }

    private void expire(Lease lease) {
        synchronized (this) {
            if (gone || !records.expire(lease, nextWrite())) {
                return;
            }
            dropLeases();
        }
        counters.lockTimedOut();
        writeNext();
        wake();
    }

    private StateWrite nextWrite() {
        if (next == null) {
            next = new StateWrite();
        }
        return next;
    }

    private void writeNext() {
        StateWrite write;
        long start;
        int epoch;
        synchronized (this) {
            if (underWay != null || next == null || gone) {
                return;
            }
            write = next;
            next = null;
            underWay = write;
            start = records.startAfter(write);
            epoch = stateEpoch;
        }
        if (write.batches().isEmpty()) {
            onWritten(write, null);
        } else {
            store.write(epoch, start, write.batches()).whenComplete((stored, failure) -> onWritten(write, failure));
        }
    }

    private void onWritten(StateWrite write, Throwable failure) {
        synchronized (this) {
            underWay = null;
            if (failure == null) {
                records.confirm(write);
            } else {
                records.revoke(write, nextWrite());
            }
            dropLeases();
        }
        if (failure == null) {
            write.succeed();
        } else {
            LOG.warnf(
                    "cannot store what group %s acknowledged in %s, its records stay unacknowledged: %s",
                    group, partition.id(), failure);
            write.fail(failure);
            if (SharePartitions.isFinal(failure)) {
                leave();
                return;
            }
        }
        writeNext();
        wake();
    }

    private void dropLeases() {
        leases.entrySet().removeIf(entry -> {
            boolean over = entry.getKey().isOver();
            if (over) {
                entry.getValue().cancel();
            }
            return over;
        });
    }

    /** Whether a consumer has records of it, or an acknowledgement is being written. */
    synchronized boolean isBusy() {
        return !leases.isEmpty() || underWay != null || fetching || records == null && !gone;
    }

    /**
     * Calls whoever waits when there may be something to fetch: more often than there is.
     *
     * @param waiter must not block
     */
    void watch(Runnable waiter) {
        waiting.add(waiter);
    }

    void unwatch(Runnable waiter) {
        waiting.remove(waiter);
    }

    private void wake() {
        waiting.forEach(Runnable::run);
    }

    @Override
    public void onAppend(int bytes) {
        wake();
    }

    @Override
    public void onStartMoved() {
        wake();
    }

    @Override
    public void onRemoval() {
        leave();
    }

    /** Ends it: nothing is given out or taken back any more. What is not acknowledged is delivered again by its successor. */
    void leave() {
        StateWrite unwritten;
        synchronized (this) {
            if (gone) {
                return;
            }
            gone = true;
            leases.values().forEach(TimerTask::cancel);
            leases.clear();
            unwritten = next;
            next = null;
        }
        partition.watchers().remove(this);
        onGone.accept(this);
        if (unwritten != null) {
            unwritten.fail(notHere());
        }
        loaded.completeExceptionally(notHere());
        wake();
    }

    synchronized boolean isGone() {
        return gone;
    }

    NotLeaderOrFollowerException notHere() {
        return new NotLeaderOrFollowerException(
                "group %s does not share %s here, or not any more; ask again".formatted(group, partition.id()));
    }
}
