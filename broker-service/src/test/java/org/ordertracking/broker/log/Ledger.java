package org.ordertracking.broker.log;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.IntConsumer;
import org.apache.kafka.common.TopicIdPartition;

/**
 * What the clients of one log have sent and were promised, and when: positions are those of a {@link TracedDisk}. What was promised by a
 * position has to hold after a power cut at that position or later.
 */
final class Ledger {

    static final int NEVER = Integer.MAX_VALUE;

    /**
     * A batch that got an offset.
     *
     * @param attempted nothing of it was on the disk before
     * @param bytes as they went into the file
     */
    record Written(int attempted, long baseOffset, long lastOffset, byte[] bytes) {}

    /** From a position on, a batch is durable. */
    record Kept(int from, Written batch) {}

    /** A deletion of all before an offset: it may show from one position on, and must from another. */
    private static final class Deletion {
        private final int requested;
        private final long before;
        private int answered = NEVER;

        private Deletion(int requested, long before) {
            this.requested = requested;
            this.before = before;
        }
    }

    private final TopicIdPartition id;
    private final LogSettings settings;
    private final int created;
    private final List<Written> written = new ArrayList<>();
    private final List<Kept> kept = new ArrayList<>();
    private final List<Deletion> deletions = new ArrayList<>();
    private int dropRequested = NEVER;
    private int dropped = NEVER;

    Ledger(TopicIdPartition id, LogSettings settings, int created) {
        this.id = id;
        this.settings = settings;
        this.created = created;
    }

    TopicIdPartition id() {
        return id;
    }

    LogSettings settings() {
        return settings;
    }

    boolean isCompacted() {
        return settings.cleanup().compaction() != null;
    }

    boolean isDropped() {
        return dropRequested != NEVER;
    }

    synchronized void written(Written batch) {
        written.add(batch);
    }

    synchronized void keep(int from, Written batch) {
        kept.add(new Kept(from, batch));
    }

    /** All that a reader has found is durable from now on. */
    synchronized void keepAll(int from, long endOffset) {
        for (Written batch : written) {
            if (batch.lastOffset() < endOffset) {
                kept.add(new Kept(from, batch));
            }
        }
    }

    /** One past the last record that was ever written. */
    synchronized long end() {
        return max(written.stream().mapToLong(batch -> batch.lastOffset() + 1).max());
    }

    /** Returns what is to be told when the deletion is done. */
    synchronized IntConsumer deleteBefore(int requested, long before) {
        Deletion deletion = new Deletion(requested, before);
        deletions.add(deletion);
        return answered -> deletion.answered = answered;
    }

    /** A look for expired segments, which may delete up to an offset. */
    synchronized Expiry expire(int requested, long atMost) {
        return new Expiry(requested, atMost);
    }

    /** A look for expired segments: how far it goes is known when it is done. */
    final class Expiry {
        private final Deletion possible;

        private Expiry(int requested, long atMost) {
            possible = new Deletion(requested, atMost);
            deletions.add(possible);
        }

        /** What did not go then will not go later. */
        void done(int position, long startOffset) {
            synchronized (Ledger.this) {
                deletions.remove(possible);
                Deletion done = new Deletion(possible.requested, startOffset);
                done.answered = position;
                deletions.add(done);
            }
        }
    }

    void drop(int requested) {
        dropRequested = requested;
    }

    void dropped(int answered) {
        dropped = answered;
    }

    boolean mayBeThere(int position) {
        return position >= created && position < dropped;
    }

    boolean mustBeGone(int position) {
        return position >= dropped;
    }

    boolean isWhole(int position) {
        return position >= created && position < dropRequested;
    }

    List<Written> written(int position) {
        return written.stream().filter(batch -> batch.attempted() <= position).toList();
    }

    List<Written> kept(int position) {
        return kept.stream()
                .filter(promise -> promise.from() <= position)
                .map(Kept::batch)
                .toList();
    }

    /** Where the log has to begin at least. */
    long leastStart(int position) {
        return max(deletions.stream()
                .filter(deletion -> deletion.answered <= position)
                .mapToLong(deletion -> deletion.before)
                .max());
    }

    /** Where the log may begin at most. */
    long mostStart(int position) {
        return max(deletions.stream()
                .filter(deletion -> deletion.requested <= position)
                .mapToLong(deletion -> deletion.before)
                .max());
    }

    private static long max(OptionalLong offsets) {
        return offsets.orElse(0);
    }

    @Override
    public String toString() {
        return id.toString();
    }
}
