package org.ordertracking.broker.share;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InvalidShareSessionEpochException;
import org.apache.kafka.common.errors.ShareSessionLimitReachedException;
import org.apache.kafka.common.errors.ShareSessionNotFoundException;
import org.apache.kafka.common.requests.ShareRequestMetadata;

/**
 * Which partitions each member of each share group fetches, so that its requests only have to name changes.
 *
 * <pre>
 *   epoch 0 ──► OPEN, epoch 1 ── each fetch or acknowledgement ──► epoch + 1 ── epoch -1 · connection lost · room needed, long idle ──► closed
 * </pre>
 *
 * A member whose session is gone is told so, and opens a new one.
 */
final class ShareSessions {
    private final Map<Member, Session> sessions = new HashMap<>();
    private final Map<String, Set<Member>> byConnection = new HashMap<>();
    private final int limit;
    private final Duration idle;
    private final InstantSource clock;

    /** A member of a share group. */
    record Member(String group, Uuid id) {}

    /**
     * @param limit how many there may be
     * @param idle a session that was not used for so long may make room for a new one: longer than the longest lock,
     *     so that no records are with its member
     */
    ShareSessions(int limit, Duration idle, InstantSource clock) {
        this.limit = limit;
        this.idle = idle;
        this.clock = clock;
    }

    /**
     * Opens a session in place of the one that the member may have.
     *
     * @param connection the session ends with it at the latest
     * @throws ShareSessionLimitReachedException if there are too many
     */
    synchronized List<TopicIdPartition> open(
            Member member, String connection, Collection<TopicIdPartition> partitions) {
        remove(member);
        if (sessions.size() >= limit) {
            dropOneIdle();
        }
        Session session = new Session(connection, ShareRequestMetadata.nextEpoch(ShareRequestMetadata.INITIAL_EPOCH));
        session.partitions.addAll(partitions);
        session.usedAt = clock.instant();
        sessions.put(member, session);
        byConnection.computeIfAbsent(connection, first -> new HashSet<>()).add(member);
        return List.copyOf(session.partitions);
    }

    synchronized int size() {
        return sessions.size();
    }

    private void dropOneIdle() {
        Instant longAgo = clock.instant().minus(idle);
        Member longestIdle = sessions.entrySet().stream()
                .min(Comparator.comparing(entry -> entry.getValue().usedAt))
                .filter(entry -> !entry.getValue().usedAt.isAfter(longAgo))
                .map(Map.Entry::getKey)
                .orElseThrow(() -> new ShareSessionLimitReachedException(
                        "%d consumers have a share session, as broker.share.max-sessions allows".formatted(limit)));
        remove(longestIdle);
    }

    private Session remove(Member member) {
        Session removed = sessions.remove(member);
        if (removed != null) {
            byConnection.computeIfPresent(removed.connection, (connection, members) -> {
                members.remove(member);
                return members.isEmpty() ? null : members;
            });
        }
        return removed;
    }

    /**
     * Goes on with a session.
     *
     * @param forgotten partition indexes by topic id; the topic may be gone
     * @return the partitions to fetch, in the order of the session
     * @throws ShareSessionNotFoundException if the member has none
     * @throws InvalidShareSessionEpochException if the request is not the next one
     */
    synchronized List<TopicIdPartition> next(
            Member member, int epoch, Collection<TopicIdPartition> added, Map<Uuid, Set<Integer>> forgotten) {
        Session session = advance(member, epoch);
        session.partitions.addAll(added);
        session.partitions.removeIf(
                known -> forgotten.getOrDefault(known.topicId(), Set.of()).contains(known.partition()));
        return List.copyOf(session.partitions);
    }

    /** Goes on with a session without a fetch; fails as {@link #next} does. */
    synchronized void next(Member member, int epoch) {
        advance(member, epoch);
    }

    private Session advance(Member member, int epoch) {
        Session session = require(member);
        if (session.epoch != epoch) {
            throw new InvalidShareSessionEpochException(
                    "the share session is at epoch %d, not %d".formatted(session.epoch, epoch));
        }
        session.epoch = ShareRequestMetadata.nextEpoch(epoch);
        session.usedAt = clock.instant();
        return session;
    }

    /** @throws ShareSessionNotFoundException if the member has none */
    synchronized void requireOpen(Member member) {
        require(member);
    }

    private Session require(Member member) {
        Session session = sessions.get(member);
        if (session == null) {
            throw new ShareSessionNotFoundException("member %s of group %s has no share session; begin one with epoch 0"
                    .formatted(member.id(), member.group()));
        }
        return session;
    }

    /** Ends a session; the partitions that were in it, if there was one. */
    synchronized Optional<Set<TopicIdPartition>> close(Member member) {
        return Optional.ofNullable(remove(member)).map(session -> session.partitions);
    }

    synchronized boolean has(Member member) {
        return sessions.containsKey(member);
    }

    /** Who has a session that was opened over a connection. */
    synchronized Set<Member> openedOver(String connection) {
        return Set.copyOf(byConnection.getOrDefault(connection, Set.of()));
    }

    /** Tells as long as it is asked whether the session that a member has now is still open. */
    synchronized BooleanSupplier watch(Member member) {
        Session watched = sessions.get(member);
        return () -> watched != null && isOpen(member, watched);
    }

    private synchronized boolean isOpen(Member member, Session session) {
        return sessions.get(member) == session;
    }

    /** Whether any member of a group has a session. */
    synchronized boolean anyOf(String group) {
        return sessions.keySet().stream().anyMatch(member -> member.group().equals(group));
    }

    private static final class Session {
        private final Set<TopicIdPartition> partitions = new LinkedHashSet<>();
        private final String connection;
        private int epoch;
        private Instant usedAt;

        private Session(String connection, int epoch) {
            this.connection = connection;
            this.epoch = epoch;
        }
    }
}
