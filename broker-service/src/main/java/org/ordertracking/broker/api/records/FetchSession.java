package org.ordertracking.broker.api.records;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.FetchSessionIdNotFoundException;
import org.apache.kafka.common.errors.FetchSessionTopicIdException;
import org.apache.kafka.common.errors.InvalidFetchSessionEpochException;
import org.apache.kafka.common.message.FetchRequestData.FetchPartition;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.FetchMetadata;
import org.ordertracking.broker.api.records.FetchContext.Fetched;
import org.ordertracking.broker.api.records.FetchContext.Outcome;
import org.ordertracking.broker.api.records.FetchTarget.Key;

/**
 * The partitions that one client reads, kept between its requests so that it names only what changes (KIP-227).
 *
 * <pre>
 *   OPEN, epoch 1 ── a request with that epoch ──► OPEN, next epoch ── evicted · replaced · emptied ──► CLOSED
 * </pre>
 *
 * Requests follow each other by the epoch. One with another epoch is refused, and so is the answer to one that was
 * overtaken, for the client must not take the same change twice. Any thread may call.
 */
final class FetchSession {
    private final int id;
    private final boolean usesTopicIds;
    private final long createdMillis;
    private final Map<Key, FetchTarget> targets = new LinkedHashMap<>();
    private volatile long lastUsedMillis;
    private int epoch = FetchMetadata.nextEpoch(FetchMetadata.INITIAL_EPOCH);
    private boolean closed;
    // The order of serving; null after a change, so that a poll that changes nothing builds nothing.
    private List<FetchTarget> inOrder;

    FetchSession(int id, boolean usesTopicIds, Collection<FetchTarget> targets, long nowMillis) {
        this.id = id;
        this.usesTopicIds = usesTopicIds;
        this.createdMillis = nowMillis;
        this.lastUsedMillis = nowMillis;
        targets.forEach(target -> this.targets.put(target.key(), target));
    }

    int id() {
        return id;
    }

    long createdMillis() {
        return createdMillis;
    }

    long lastUsedMillis() {
        return lastUsedMillis;
    }

    /** Partitions in the session; none once it is closed. */
    synchronized int size() {
        return targets.size();
    }

    /**
     * Begins the next request of the session.
     *
     * @param requestEpoch the epoch that the request carries
     * @param usingTopicIds whether the request names topics by id
     * @param changed partitions that are new or are read from elsewhere
     * @param forgotten partitions that the client reads no more
     * @throws FetchSessionIdNotFoundException if the session has been closed
     * @throws InvalidFetchSessionEpochException if the request is not the next one
     * @throws FetchSessionTopicIdException if the session names topics the other way
     */
    synchronized FetchContext.Incremental begin(
            int requestEpoch,
            boolean usingTopicIds,
            Map<Key, FetchPartition> changed,
            Collection<Key> forgotten,
            long nowMillis) {
        if (closed) {
            throw new FetchSessionIdNotFoundException("fetch session %d was closed".formatted(id));
        }
        if (requestEpoch != epoch) {
            throw new InvalidFetchSessionEpochException(
                    "fetch session %d is at epoch %d, not %d".formatted(id, epoch, requestEpoch));
        }
        if (usingTopicIds != usesTopicIds) {
            throw new FetchSessionTopicIdException(
                    "fetch session %d names topics by %s; begin a new one".formatted(id, usesTopicIds ? "id" : "name"));
        }
        epoch = FetchMetadata.nextEpoch(epoch);
        lastUsedMillis = nowMillis;
        changed.forEach(this::want);
        forgotten.forEach(this::forget);
        if (inOrder == null) {
            inOrder = List.copyOf(targets.values());
        }
        return new FetchContext.Incremental(this, epoch, inOrder);
    }

    /**
     * Ends a request: what was served goes behind the others, so that no partition starves when they do not all fit into
     * an answer.
     *
     * @param requestEpoch the epoch since the request began
     */
    synchronized Outcome complete(int requestEpoch, List<Fetched> fetched) {
        if (requestEpoch != epoch) {
            return new Outcome(Errors.INVALID_FETCH_SESSION_EPOCH, id);
        }
        for (Fetched partition : fetched) {
            FetchTarget target = partition.target();
            target.told(partition.data());
            if (FetchTarget.isServed(partition.data()) && targets.remove(target.key(), target)) {
                targets.put(target.key(), target);
                inOrder = null;
            }
        }
        return new Outcome(Errors.NONE, id);
    }

    /** Closes the session: requests that have begun are answered, no other begins. */
    synchronized void close() {
        closed = true;
        targets.clear();
        inOrder = null;
    }

    private void want(Key key, FetchPartition partition) {
        FetchTarget known = targets.get(key);
        if (known != null) {
            known.want(partition);
        } else {
            targets.put(key, FetchTarget.of(key, partition));
            inOrder = null;
        }
    }

    private void forget(Key key) {
        if (targets.remove(key) != null) {
            inOrder = null;
        }
    }
}
