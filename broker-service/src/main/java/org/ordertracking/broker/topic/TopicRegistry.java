package org.ordertracking.broker.topic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.ThrottlingQuotaExceededException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.server.common.ApiMessageAndVersion;
import org.jboss.logging.Logger;
import org.ordertracking.broker.log.Appended;
import org.ordertracking.broker.log.LogListener;
import org.ordertracking.broker.log.LogStore;

/**
 * The topics there are. Reads see an immutable {@link Topic} at once from any thread; changes go one after the other
 * through a single thread, which writes each to the {@link MetadataLog} before it takes effect.
 *
 * <pre>
 *   NEW ── {@link #load} replays the metadata log, opens partition logs, deletes orphans ──► OPEN ── {@link #close} ──► CLOSED
 * </pre>
 */
public final class TopicRegistry implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(TopicRegistry.class);
    private static final int QUEUED_CHANGES = 1_000;

    private final LogStore store;
    private final TopicDefaults defaults;
    private final Supplier<Uuid> newTopicIds;
    private final MetadataState state;
    private final MetadataLog metadataLog;
    private final Map<String, Topic> byName = new ConcurrentHashMap<>();
    private final Map<Uuid, Topic> byId = new ConcurrentHashMap<>();
    private final Map<TopicIdPartition, Partition> partitions = new ConcurrentHashMap<>();
    private final List<MetadataListener> listeners = new CopyOnWriteArrayList<>();
    private final ExecutorService changes = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(QUEUED_CHANGES),
            task -> new Thread(task, "topic-registry"));

    private TopicRegistry(LogStore store, TopicDefaults defaults, int nodeId, Supplier<Uuid> newTopicIds) {
        this.store = store;
        this.defaults = defaults;
        this.newTopicIds = newTopicIds;
        this.state = new MetadataState(nodeId);
        this.metadataLog = new MetadataLog(store);
    }

    /** Brings back the topics of a data directory. */
    public static TopicRegistry load(LogStore store, TopicDefaults defaults, int nodeId) {
        return load(store, defaults, nodeId, Uuid::randomUuid);
    }

    /**
     * The same with ids of the caller's.
     *
     * @param newTopicIds an id for each new topic, never the same twice
     */
    public static TopicRegistry load(LogStore store, TopicDefaults defaults, int nodeId, Supplier<Uuid> newTopicIds) {
        TopicRegistry registry = new TopicRegistry(store, defaults, nodeId, newTopicIds);
        registry.replay();
        return registry;
    }

    public Optional<Topic> byName(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public Optional<Topic> byId(Uuid id) {
        return Optional.ofNullable(byId.get(id));
    }

    public Collection<Topic> all() {
        return Collections.unmodifiableCollection(byName.values());
    }

    /** Topics and configs in Kafka's own shape, for the coordinators. */
    public MetadataImage image() {
        return state.image();
    }

    /** Adds a listener; it first hears of the next change. */
    public void listen(MetadataListener listener) {
        listeners.add(listener);
    }

    /**
     * Creates a topic. The stage fails with the {@code ApiException} that tells a client why not.
     *
     * @param validateOnly check and answer, but create nothing
     */
    public CompletionStage<PlannedTopic> create(NewTopic wanted, boolean validateOnly) {
        return change(() -> {
            PlannedTopic planned = plan(wanted);
            if (!validateOnly) {
                add(planned);
            }
            return planned;
        });
    }

    /** The topic, made with the broker's defaults if there is none. */
    public CompletionStage<Topic> getOrCreate(String name) {
        return getOrCreate(NewTopic.withDefaults(name));
    }

    /** The topic of that name, made as wanted if there is none. */
    public CompletionStage<Topic> getOrCreate(NewTopic wanted) {
        return change(() -> {
            Topic existing = byName.get(wanted.name());
            return existing != null ? existing : add(plan(wanted));
        });
    }

    /** Deletes a topic and, in the background, its logs. */
    public CompletionStage<Void> delete(Uuid id) {
        return change(() -> {
            Topic topic = byId.get(id);
            if (topic == null) {
                throw new UnknownTopicIdException("no topic with id " + id);
            }
            commit(state.removal(id), () -> withdraw(topic));
            for (Partition partition : topic.partitions()) {
                // Who waits is woken when there is nothing left to read, or it would wait once more.
                deleteLog(partition.id())
                        .whenComplete((gone, failure) -> partition.watchers().removed());
            }
            LOG.infof(
                    "deleted topic %s with %d partitions",
                    topic.name(), topic.partitions().size());
            return null;
        });
    }

    /**
     * Takes the next block of producer ids. Ids of a block that is not used up are lost with a restart, never given out
     * twice.
     *
     * @return the first id of the block
     */
    public CompletionStage<Long> takeProducerIds(int blockSize) {
        return change(() -> {
            long first = state.nextProducerId();
            commit(state.producerIdBlock(first + blockSize), () -> {});
            return first;
        });
    }

    /** Wakes whoever waits for a partition to grow; to be given to the {@link LogStore} as its listener. */
    public static LogListener wakeWatchersOf(Supplier<TopicRegistry> registry) {
        return (log, bytes) -> {
            TopicRegistry opened = registry.get();
            Partition partition = opened == null ? null : opened.partitions.get(log.id());
            if (partition != null) {
                partition.watchers().appended(bytes);
            }
        };
    }

    @Override
    public void close() {
        changes.shutdown();
        try {
            if (!changes.awaitTermination(30, TimeUnit.SECONDS)) {
                LOG.warn("topic changes are still running after 30 s; closing the logs under them");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private PlannedTopic plan(NewTopic wanted) {
        org.apache.kafka.common.internals.Topic.validate(wanted.name());
        if (byName.containsKey(wanted.name())) {
            throw new TopicExistsException("topic '%s' exists".formatted(wanted.name()));
        }
        Topic lookAlike = lookAlikeOf(wanted.name());
        if (lookAlike != null) {
            throw new InvalidTopicException("'%s' collides with '%s': '.' and '_' are the same in metric names"
                    .formatted(wanted.name(), lookAlike.name()));
        }
        int count = wanted.partitions() == NewTopic.DEFAULT_PARTITIONS ? defaults.partitions() : wanted.partitions();
        if (count < 1) {
            throw new InvalidPartitionsException(
                    "a topic has at least 1 partition, not %d; -1 takes the broker's default".formatted(count));
        }
        long total = (long) partitions.size() + count;
        if (total > defaults.maxPartitions()) {
            throw new PolicyViolationException(
                    "%d more partitions would make %d; the limit is broker.topics.max-partitions=%d"
                            .formatted(count, total, defaults.maxPartitions()));
        }
        TopicSettings settings = TopicSettings.of(wanted.configs(), defaults.configs());
        return new PlannedTopic(wanted.name(), newTopicIds.get(), count, settings);
    }

    private Topic add(PlannedTopic planned) {
        Topic topic;
        try {
            // Logs first: a topic that the metadata names must have its logs, while logs without a topic are only
            // orphans.
            topic = open(planned);
            commit(state.addition(planned), () -> publish(topic));
        } catch (RuntimeException failure) {
            IntStream.range(0, planned.partitions()).forEach(index -> deleteLog(planned.partition(index)));
            throw failure;
        }
        LOG.infof(
                "created topic %s with %d partitions",
                topic.name(), topic.partitions().size());
        return topic;
    }

    private Topic open(PlannedTopic planned) {
        List<Partition> opened = new ArrayList<>(planned.partitions());
        for (int index = 0; index < planned.partitions(); index++) {
            TopicIdPartition id = planned.partition(index);
            opened.add(new Partition(id, store.open(id, planned.settings().forLog()), new AppendWatchers()));
        }
        return new Topic(planned.name(), planned.id(), opened, planned.settings());
    }

    private void publish(Topic topic) {
        topic.partitions().forEach(partition -> partitions.put(partition.id(), partition));
        byId.put(topic.id(), topic);
        byName.put(topic.name(), topic);
    }

    private void withdraw(Topic topic) {
        byName.remove(topic.name());
        byId.remove(topic.id());
        topic.partitions().forEach(partition -> partitions.remove(partition.id()));
    }

    /** Deletes what no topic names any more; what stays because the disk refuses is an orphan at the next start. */
    private CompletionStage<Void> deleteLog(TopicIdPartition id) {
        CompletionStage<Void> deletion;
        try {
            deletion = store.delete(id);
        } catch (RuntimeException refusal) {
            deletion = CompletableFuture.failedStage(refusal);
        }
        return deletion.exceptionally(failure -> {
            LOG.warnf("the log of %s, which is gone, will be deleted at the next start: %s", id, failure);
            return null;
        });
    }

    /**
     * Writes a change to the log, then lets it take effect: the order that makes the log the only truth. Listeners hear of
     * it last, so that whoever they ask of a topic that is gone does not find it any more.
     */
    private void commit(List<ApiMessageAndVersion> records, Runnable effect) {
        Appended appended = metadataLog.append(records).toCompletableFuture().join();
        MetadataDelta delta = state.apply(records, appended.lastOffset());
        effect.run();
        listeners.forEach(listener -> tell(listener, delta));
    }

    private void tell(MetadataListener listener, MetadataDelta delta) {
        try {
            listener.onChange(delta, state.image());
        } catch (RuntimeException failure) {
            // The change is in the log and has to take effect: a listener that fails, or has been stopped, cannot undo
            // it.
            LOG.warnf("%s did not take in a change of topics: %s", listener, failure);
        }
    }

    private <T> CompletionStage<T> change(Supplier<T> change) {
        try {
            return CompletableFuture.supplyAsync(change, changes);
        } catch (RejectedExecutionException full) {
            return CompletableFuture.failedStage(new ThrottlingQuotaExceededException(
                    "%d topic changes are waiting already, or the broker is stopping; try again"
                            .formatted(QUEUED_CHANGES)));
        }
    }

    private Topic lookAlikeOf(String name) {
        if (!org.apache.kafka.common.internals.Topic.hasCollisionChars(name)) {
            return null;
        }
        return byName.values().stream()
                .filter(topic -> org.apache.kafka.common.internals.Topic.hasCollision(topic.name(), name))
                .findFirst()
                .orElse(null);
    }

    private void replay() {
        state.replay(metadataLog);
        for (MetadataState.StoredTopic stored : state.topics()) {
            TopicSettings settings = TopicSettings.of(stored.configs(), defaults.configs());
            publish(open(new PlannedTopic(stored.name(), stored.id(), stored.partitions(), settings)));
        }
        // Left by a crash between a topic's change and that of its logs.
        List<TopicIdPartition> orphans =
                store.partitionsOnDisk().stream().filter(this::isOrphan).toList();
        orphans.forEach(this::deleteLog);
        LOG.infof(
                "%d topics with %d partitions, %d orphaned logs deleted",
                byName.size(), partitions.size(), orphans.size());
    }

    private boolean isOrphan(TopicIdPartition onDisk) {
        if (onDisk.topicId().equals(MetadataLog.ID.topicId())) {
            return false;
        }
        Topic topic = byId.get(onDisk.topicId());
        return topic == null || topic.partition(onDisk.partition()).isEmpty();
    }
}
