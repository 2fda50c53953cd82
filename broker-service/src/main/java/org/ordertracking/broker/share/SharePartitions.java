package org.ordertracking.broker.share;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.server.share.persister.Persister;
import org.apache.kafka.server.util.timer.Timer;
import org.ordertracking.broker.topic.Partition;

/** The partitions that are shared at the moment, each once per group; loaded when first fetched. */
final class SharePartitions {
    private final Map<Key, SharePartition> shared = new ConcurrentHashMap<>();
    private final Persister persister;
    private final ShareGroupRules rules;
    private final Timer timer;
    private final Executor readers;
    private final int limit;
    private final ShareCounters counters = new ShareCounters();
    private volatile ShareGroups.Listener listener = ShareGroups.Listener.NOBODY;

    /**
     * @param readers runs what may block on the disk
     * @param limit how many there may be
     */
    SharePartitions(Persister persister, ShareGroupRules rules, Timer timer, Executor readers, int limit) {
        this.persister = persister;
        this.rules = rules;
        this.timer = timer;
        this.readers = readers;
        this.limit = limit;
    }

    Optional<SharePartition> find(String group, TopicIdPartition partition) {
        return Optional.ofNullable(shared.get(new Key(group, partition)));
    }

    /**
     * The partition as a group sees it, loading if it is new.
     *
     * @throws PolicyViolationException if there are too many already and none is idle
     */
    SharePartition open(String group, Partition partition) {
        Key key = new Key(group, partition.id());
        SharePartition existing = shared.get(key);
        if (existing != null) {
            return existing;
        }
        requireRoom(key);
        boolean[] created = {false};
        SharePartition opened = shared.computeIfAbsent(key, absent -> {
            created[0] = true;
            SharePartitionStore store = new SharePartitionStore(group, partition.id(), persister);
            return new SharePartition(group, partition, store, rules, timer, counters, this::remove);
        });
        if (created[0]) {
            listener.opened(group, partition.id());
            opened.load(readers);
        }
        return opened;
    }

    private void requireRoom(Key key) {
        if (shared.size() < limit) {
            return;
        }
        shared.values().stream()
                .filter(candidate -> !candidate.isBusy())
                .findAny()
                .ifPresentOrElse(SharePartition::leave, () -> {
                    throw new PolicyViolationException(
                            "%s cannot be shared: broker.share.max-partitions=%d are, and consumers have records of all"
                                    .formatted(key.partition(), limit));
                });
    }

    /** Lets go of a partition whose stored state is replaced. */
    void close(String group, Uuid topic, int index) {
        shared.values().stream()
                .filter(candidate -> candidate.group().equals(group)
                        && candidate.partition().id().topicId().equals(topic)
                        && candidate.partition().index() == index)
                .forEach(SharePartition::leave);
    }

    /** Lets go of all partitions of a group that nobody fetches any more. */
    void close(String group) {
        shared.values().stream()
                .filter(candidate -> candidate.group().equals(group))
                .forEach(SharePartition::leave);
    }

    ShareCounters counters() {
        return counters;
    }

    /** Tells of partitions that are shared from now on. */
    void listen(ShareGroups.Listener whoListens) {
        listener = whoListens;
    }

    int size() {
        return shared.size();
    }

    private void remove(SharePartition gone) {
        if (shared.remove(new Key(gone.group(), gone.partition().id()), gone)) {
            listener.gone(gone.group(), gone.partition().id());
        }
    }

    /** Whether a failed write means that others have taken over the state, or that it is no more. */
    static boolean isFinal(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof NotLeaderOrFollowerException
                || cause instanceof GroupIdNotFoundException
                || cause instanceof UnknownTopicOrPartitionException;
    }

    private record Key(String group, TopicIdPartition partition) {}
}
