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

    private TopicRegistry(LogStore store, TopicDefaults defaults, int nodeId) {
        this.store = store;
        this.defaults = defaults;
        this.state = new MetadataState(nodeId);
        this.metadataLog = new MetadataLog(store);
    }

    /** Brings back the topics of a data directory. */
    public static TopicRegistry load(LogStore store, TopicDefaults defaults, int nodeId) {
        TopicRegistry registry = new TopicRegistry(store, defaults, nodeId);
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
            commit(state.removal(id));
            byName.remove(topic.name());
            byId.remove(id);
            for (Partition partition : topic.partitions()) {
                partitions.remove(partition.id());
                partition.watchers().removed();
                store.delete(partition.id());
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
            commit(state.producerIdBlock(first + blockSize));
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
        if (partitions.size() + count > defaults.maxPartitions()) {
            throw new PolicyViolationException(
                    "%d more partitions would make %d; the limit is broker.topics.max-partitions=%d"
                            .formatted(count, partitions.size() + count, defaults.maxPartitions()));
        }
        return new PlannedTopic(
                wanted.name(), Uuid.randomUuid(), count, TopicSettings.of(wanted.configs(), defaults.configs()));
    }

    private Topic add(PlannedTopic planned) {
        // Logs first: a topic that the metadata names must have its logs, while logs without a topic are only orphans.
        Topic topic = open(planned);
        try {
            commit(state.addition(planned));
        } catch (RuntimeException failure) {
            topic.partitions().forEach(partition -> store.delete(partition.id()));
            throw failure;
        }
        publish(topic);
        LOG.infof(
                "created topic %s with %d partitions",
                topic.name(), topic.partitions().size());
        return topic;
    }

    private Topic open(PlannedTopic planned) {
        List<Partition> opened = new ArrayList<>(planned.partitions());
        for (int index = 0; index < planned.partitions(); index++) {
            TopicIdPartition id = new TopicIdPartition(planned.id(), index, planned.name());
            opened.add(new Partition(id, store.open(id, planned.settings().forLog()), new AppendWatchers()));
        }
        return new Topic(planned.name(), planned.id(), opened, planned.settings());
    }

    private void publish(Topic topic) {
        topic.partitions().forEach(partition -> partitions.put(partition.id(), partition));
        byId.put(topic.id(), topic);
        byName.put(topic.name(), topic);
    }

    /** Writes a change to the log, then lets it take effect: the order that makes the log the only truth. */
    private void commit(List<ApiMessageAndVersion> records) {
        Appended appended = metadataLog.append(records).toCompletableFuture().join();
        MetadataDelta delta = state.apply(records, appended.lastOffset());
        listeners.forEach(listener -> listener.onChange(delta, state.image()));
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
        orphans.forEach(store::delete);
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
