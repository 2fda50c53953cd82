package org.ordertracking.broker.api.records;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import org.apache.kafka.common.errors.FetchSessionIdNotFoundException;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchRequestData.FetchPartition;
import org.apache.kafka.common.message.FetchRequestData.FetchTopic;
import org.apache.kafka.common.requests.FetchMetadata;
import org.ordertracking.broker.api.records.FetchTarget.Key;

/**
 * The incremental fetch sessions there are (KIP-227), bounded in number and in partitions. A session belongs to whoever
 * knows its id; it ends when another takes its place, not with its connection. A client that gets none goes on sending
 * whole requests.
 *
 * <p>A new session takes the place of the one unused longest, if that is unused for {@link #STALE_MILLIS}; or else of the
 * smallest that is older than that, if that one is smaller than the new one. These are Kafka's rules; followers, whose
 * sessions would go before those of consumers, there are none.
 */
public final class FetchSessions {
    /** Kafka's, fixed there too. */
    static final long STALE_MILLIS = 120_000;

    private static final short FIRST_VERSION_WITH_TOPIC_IDS = 13;

    private final InstantSource clock;
    private final IntSupplier newIds;
    private final int maxSessions;
    private final int maxPartitions;
    private final Map<Integer, FetchSession> sessions = new ConcurrentHashMap<>();
    private final AtomicLong partitions = new AtomicLong();
    private final AtomicLong evictions = new AtomicLong();

    /**
     * @param newIds ids for new sessions, hard to guess; one in use or not positive is passed over
     * @param maxSessions sessions at a time; 0 keeps none
     * @param maxPartitions partitions in all sessions together
     */
    public FetchSessions(InstantSource clock, IntSupplier newIds, int maxSessions, int maxPartitions) {
        if (maxSessions < 0 || maxPartitions < 0) {
            throw new IllegalArgumentException(
                    "broker.fetch.max-sessions=%d and broker.fetch.max-session-partitions=%d must not be negative"
                            .formatted(maxSessions, maxPartitions));
        }
        this.clock = clock;
        this.newIds = newIds;
        this.maxSessions = maxSessions;
        this.maxPartitions = maxPartitions;
    }

    public int count() {
        return sessions.size();
    }

    /** Partitions in all sessions. */
    public long partitions() {
        return partitions.get();
    }

    /** Sessions that had to make room for others since the start. */
    public long evictions() {
        return evictions.get();
    }

    /**
     * What a request reads, and in which session.
     *
     * @throws org.apache.kafka.common.errors.ApiException if the session it names is not there, is not at the request's
     *     epoch, or names topics the other way
     */
    FetchContext begin(FetchRequestData request, short version) {
        FetchMetadata metadata = new FetchMetadata(request.sessionId(), request.sessionEpoch());
        boolean byId = version >= FIRST_VERSION_WITH_TOPIC_IDS;
        Map<Key, FetchPartition> named = named(request, byId);
        if (!metadata.isFull()) {
            return resume(metadata, byId, named, forgotten(request, byId));
        }
        if (metadata.sessionId() != FetchMetadata.INVALID_SESSION_ID) {
            close(sessions.get(metadata.sessionId()));
        }
        List<FetchTarget> targets = new ArrayList<>(named.size());
        named.forEach((key, partition) -> targets.add(FetchTarget.of(key, partition)));
        return metadata.epoch() == FetchMetadata.FINAL_EPOCH
                ? new FetchContext.Sessionless(targets)
                : new FetchContext.Opening(this, byId, targets);
    }

    /**
     * Opens a session for a client that has just been told of these partitions.
     *
     * @return its id, or {@link FetchMetadata#INVALID_SESSION_ID} if there is no room
     */
    synchronized int open(List<FetchTarget> targets, boolean usesTopicIds) {
        int size = targets.size();
        long now = clock.millis();
        if (size == 0 || size > maxPartitions || maxSessions == 0) {
            return FetchMetadata.INVALID_SESSION_ID;
        }
        while (sessions.size() >= maxSessions || partitions.get() + size > maxPartitions) {
            if (!evictFor(size, now)) {
                return FetchMetadata.INVALID_SESSION_ID;
            }
        }
        FetchSession session = new FetchSession(newId(), usesTopicIds, targets, now);
        partitions.addAndGet(size);
        sessions.put(session.id(), session);
        return session.id();
    }

    private FetchContext resume(
            FetchMetadata metadata, boolean byId, Map<Key, FetchPartition> changed, List<Key> forgotten) {
        FetchSession session = sessions.get(metadata.sessionId());
        if (session == null) {
            throw new FetchSessionIdNotFoundException("no fetch session " + metadata.sessionId());
        }
        FetchContext.Incremental request;
        synchronized (session) {
            int before = session.size();
            request = session.begin(metadata.epoch(), byId, changed, forgotten, clock.millis());
            partitions.addAndGet((long) session.size() - before);
        }
        if (request.targets().isEmpty()) {
            close(session);
            return new FetchContext.Sessionless(List.of());
        }
        if (!changed.isEmpty() && partitions.get() > maxPartitions) {
            // The client begins anew, and gets a session only if there is room for all it wants.
            close(session);
            evictions.incrementAndGet();
            throw new FetchSessionIdNotFoundException(
                    "fetch session %d grew over broker.fetch.max-session-partitions=%d of all sessions"
                            .formatted(session.id(), maxPartitions));
        }
        return request;
    }

    private boolean evictFor(int size, long now) {
        FetchSession unusedLongest = sessions.values().stream()
                .min(Comparator.comparingLong(FetchSession::lastUsedMillis).thenComparingInt(FetchSession::id))
                .orElse(null);
        if (unusedLongest == null) {
            return false;
        }
        if (now - unusedLongest.lastUsedMillis() > STALE_MILLIS) {
            return evict(unusedLongest);
        }
        return sessions.values().stream()
                .filter(session -> now - session.createdMillis() > STALE_MILLIS)
                .min(Comparator.comparingInt(FetchSession::size).thenComparingInt(FetchSession::id))
                .filter(smallest -> smallest.size() < size)
                .map(this::evict)
                .orElse(false);
    }

    private boolean evict(FetchSession session) {
        close(session);
        evictions.incrementAndGet();
        return true;
    }

    private void close(FetchSession session) {
        if (session == null || !sessions.remove(session.id(), session)) {
            return;
        }
        synchronized (session) {
            partitions.addAndGet(-session.size());
            session.close();
        }
    }

    private int newId() {
        int id;
        do {
            id = newIds.getAsInt();
        } while (id <= FetchMetadata.INVALID_SESSION_ID || sessions.containsKey(id));
        return id;
    }

    /** In the request's order; of a partition that is named twice the last counts, as with Kafka. */
    private static Map<Key, FetchPartition> named(FetchRequestData request, boolean byId) {
        if (request.topics().isEmpty()) {
            return Map.of();
        }
        Map<Key, FetchPartition> named = new LinkedHashMap<>();
        for (FetchTopic topic : request.topics()) {
            for (FetchPartition partition : topic.partitions()) {
                named.put(
                        byId
                                ? Key.byId(topic.topicId(), partition.partition())
                                : Key.byName(topic.topic(), partition.partition()),
                        partition);
            }
        }
        return named;
    }

    private static List<Key> forgotten(FetchRequestData request, boolean byId) {
        List<Key> keys = new ArrayList<>();
        request.forgottenTopicsData()
                .forEach(topic -> topic.partitions()
                        .forEach(partition -> keys.add(
                                byId ? Key.byId(topic.topicId(), partition) : Key.byName(topic.topic(), partition))));
        return keys;
    }
}
