package org.ordertracking.broker.share;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.server.share.persister.Persister;
import org.apache.kafka.server.util.timer.Timer;
import org.apache.kafka.server.util.timer.TimerTask;
import org.ordertracking.broker.share.ShareFetch.Fetched;
import org.ordertracking.broker.share.ShareSessions.Member;
import org.ordertracking.broker.topic.LongPolls;
import org.ordertracking.broker.topic.Partition;
import org.ordertracking.broker.topic.Topic;
import org.ordertracking.broker.topic.TopicRegistry;

/** What members of share groups do beside being members: fetch records, and say what became of them. */
public final class ShareGroups {
    /** A member that asks for more is answered after this, with nothing. */
    private static final long LONGEST_WAIT_MILLIS = 60_000;

    /** More than the longest lock that a group may be given by default (60 s). */
    private static final Duration IDLE_SESSION = Duration.ofSeconds(90);

    /** Hears which partitions are shared; called on whatever thread shares them, so it must be quick. */
    public interface Listener {
        /** Hears nothing. */
        Listener NOBODY = new Listener() {
            @Override
            public void opened(String group, TopicIdPartition partition) {
                // not told
            }

            @Override
            public void gone(String group, TopicIdPartition partition) {
                // not told
            }
        };

        /** A group shares a partition from now on. */
        void opened(String group, TopicIdPartition partition);

        /** It does not any more, or will open it anew. */
        void gone(String group, TopicIdPartition partition);
    }

    private final TopicRegistry topics;
    private final ShareGroupRules rules;
    private final SharePartitions partitions;
    private final ShareSessions sessions;
    private final Persister persister;
    private final Executor readers;
    private final Timer timer;
    private final LongPolls polls;

    /**
     * @param persister keeps the state of shared partitions
     * @param readers runs what may block on the disk
     * @param polls ends the waiting of fetches when the broker stops
     */
    public ShareGroups(
            ShareSettings settings,
            ShareGroupRules rules,
            TopicRegistry topics,
            Persister persister,
            Executor readers,
            Timer timer,
            LongPolls polls) {
        this.topics = topics;
        this.rules = rules;
        this.persister = persister;
        this.partitions = new SharePartitions(persister, rules, timer, readers, settings.maxPartitions());
        this.sessions = new ShareSessions(settings.maxSessions(), IDLE_SESSION, InstantSource.system());
        this.readers = readers;
        this.timer = timer;
        this.polls = polls;
    }

    /** The persister for the group coordinator, which sets up state and deletes it. */
    public Persister persister() {
        return new ReplacedState(persister, partitions);
    }

    /** What share groups have done. */
    public ShareCounters counters() {
        return partitions.counters();
    }

    /** Consumers that fetch. */
    public int sessionCount() {
        return sessions.size();
    }

    /** Partitions that are shared at the moment, counted per group. */
    public int partitionCount() {
        return partitions.size();
    }

    /** Offsets that a group is behind in a partition; empty when it does not share it at the moment. */
    public OptionalLong lagOf(String group, TopicIdPartition partition) {
        return partitions
                .find(group, partition)
                .map(shared -> OptionalLong.of(shared.lag()))
                .orElse(OptionalLong.empty());
    }

    /** Tells of partitions that are shared from now on. */
    public void listen(Listener listener) {
        partitions.listen(listener);
    }

    /** What is configured for each group. */
    public ShareGroupRules rules() {
        return rules;
    }

    /**
     * Begins a session, see {@link ShareSessions}.
     *
     * @param connection over which the member fetches
     * @return the partitions to fetch
     */
    public List<TopicIdPartition> beginSession(
            String group, Uuid member, String connection, Collection<TopicIdPartition> wanted) {
        return sessions.open(new Member(group, member), connection, wanted);
    }

    /**
     * Goes on with a session.
     *
     * @param forgotten partition indexes by topic id; the topic may be gone
     * @return the partitions to fetch, another one first each time
     */
    public List<TopicIdPartition> continueSession(
            String group,
            Uuid member,
            int epoch,
            Collection<TopicIdPartition> added,
            Map<Uuid, Set<Integer>> forgotten) {
        List<TopicIdPartition> all = sessions.next(new Member(group, member), epoch, added, forgotten);
        if (all.size() < 2) {
            return all;
        }
        int first = epoch % all.size();
        return Stream.concat(all.subList(first, all.size()).stream(), all.subList(0, first).stream())
                .toList();
    }

    /** Goes on with a session by acknowledging only. */
    public void continueSession(String group, Uuid member, int epoch) {
        sessions.next(new Member(group, member), epoch);
    }

    /** Fails if a member has no session that it could end. */
    public void requireSession(String group, Uuid member) {
        sessions.requireOpen(new Member(group, member));
    }

    /** Ends a session: the member's records go back; when it was the group's last, the group's partitions are let go of. */
    public void endSession(String group, Uuid member) {
        sessions.close(new Member(group, member)).ifPresent(fetched -> takeBack(group, member, fetched));
    }

    /**
     * Ends the sessions that were opened over a connection, which is closed: their members cannot acknowledge what they have,
     * so it goes back at once.
     */
    public void endSessionsOf(String connection) {
        sessions.openedOver(connection).forEach(member -> endSession(member.group(), member.id()));
    }

    private void takeBack(String group, Uuid member, Collection<TopicIdPartition> fetched) {
        List<CompletableFuture<Void>> released = new ArrayList<>();
        fetched.forEach(partition ->
                partitions.find(group, partition).ifPresent(shared -> released.add(shared.release(member.toString()))));
        CompletableFuture.allOf(released.toArray(CompletableFuture[]::new)).whenComplete((done, failure) -> {
            if (!sessions.anyOf(group)) {
                partitions.close(group);
            }
        });
    }

    /** Refuses a request after a while, so that a client that asks again at once does no harm. */
    public <T> CompletionStage<T> refuseLater(RuntimeException refusal, long maxWaitMillis) {
        CompletableFuture<T> refused = new CompletableFuture<>();
        timer.add(new TimerTask(Math.max(0, Math.min(maxWaitMillis, LONGEST_WAIT_MILLIS))) {
            @Override
            public void run() {
                refused.completeExceptionally(refusal);
            }
        });
        return polls.orEnded(refused, () -> refusal);
    }

    /** Acquires records; they go back if the member's session ends meanwhile. The caller closes the slices of what it is given. Partitions without any are left out. */
    public CompletionStage<List<Fetched>> fetch(ShareFetch fetch) {
        Member member = new Member(fetch.group(), fetch.member());
        BooleanSupplier stillWanted = fetch.partitions().isEmpty() ? () -> true : sessions.watch(member);
        List<Fetched> failed = new ArrayList<>();
        List<SharePartition> opened = new ArrayList<>(fetch.partitions().size());
        for (TopicIdPartition wanted : fetch.partitions()) {
            try {
                opened.add(partitions.open(fetch.group(), existing(wanted)));
            } catch (RuntimeException refusal) {
                failed.add(Fetched.error(wanted, refusal));
            }
        }
        if (opened.isEmpty()) {
            return CompletableFuture.completedStage(failed);
        }
        ShareFetchReader reader = new ShareFetchReader(fetch, opened, rules.isolation(fetch.group()), stillWanted);
        boolean waits = failed.isEmpty() && fetch.minBytes() > 0;
        long wait = waits ? Math.min(fetch.maxWaitMillis(), LONGEST_WAIT_MILLIS) : 0;
        return WaitingShareFetch.start(reader, opened, wait, readers, timer, polls)
                .thenApply(found -> {
                    if (!stillWanted.getAsBoolean() && !sessions.has(member)) {
                        takeBack(fetch.group(), fetch.member(), fetch.partitions());
                    }
                    failed.addAll(found);
                    return failed;
                });
    }

    private Partition existing(TopicIdPartition wanted) {
        return topics.byId(wanted.topicId())
                .flatMap((Topic topic) -> topic.partition(wanted.partition()))
                .orElseThrow(() -> new UnknownTopicOrPartitionException("there is no partition " + wanted));
    }

    /**
     * Takes what a member says of its records.
     *
     * @param said by partition, {@linkplain Acknowledgement#requireValid valid}
     * @return for each partition a stage that completes when it is stored, or fails with what is to be answered
     */
    public Map<TopicIdPartition, CompletableFuture<Void>> acknowledge(
            String group, Uuid member, Map<TopicIdPartition, List<Acknowledgement>> said) {
        Map<TopicIdPartition, CompletableFuture<Void>> stored = new HashMap<>();
        said.forEach((partition, ranges) -> stored.put(
                partition,
                partitions
                        .find(group, partition)
                        .map(shared -> shared.acknowledge(member.toString(), ranges))
                        .orElseGet(() -> CompletableFuture.failedFuture(new UnknownTopicOrPartitionException(
                                "group %s does not share %s, so there is nothing to acknowledge"
                                        .formatted(group, partition))))));
        return stored;
    }
}
