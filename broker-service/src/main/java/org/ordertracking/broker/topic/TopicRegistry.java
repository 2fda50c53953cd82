package org.ordertracking.broker.topic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.apache.kafka.common.metadata.ClientQuotaRecord;
import org.apache.kafka.image.ClientQuotasImage;
import org.apache.kafka.image.MetadataImage;
import org.jboss.logging.Logger;
import org.ordertracking.broker.log.LogListener;
import org.ordertracking.broker.log.LogSettings;
import org.ordertracking.broker.log.LogStore;
import org.ordertracking.broker.log.PartitionLog;

/**
 * The topics there are. Reads see an immutable {@link Topic} at once from any thread; changes go one after the other
 * through the {@link MetadataJournal}, which writes each to the metadata log before it takes effect.
 *
 * <pre>
 *   NEW ── {@link #load} replays the metadata log, opens partition logs, deletes orphans ──► OPEN ── {@link #close} ──► CLOSED
 * </pre>
 */
public final class TopicRegistry implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(TopicRegistry.class);
    private static final IntConsumer FREE = partitions -> {};

    private final LogStore store;
    private final MetadataJournal journal;
    private final TopicTable table = new TopicTable();
    private final TopicRules rules;
    private final ResourceConfigs configs;

    private TopicRegistry(LogStore store, TopicDefaults defaults, int nodeId, Supplier<Uuid> newTopicIds) {
        this.store = store;
        this.journal = new MetadataJournal(store, nodeId);
        this.rules = new TopicRules(table, defaults, newTopicIds);
        this.configs = new ResourceConfigs(journal, table, defaults.configs(), nodeId);
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
        return table.byName(name);
    }

    public Optional<Topic> byId(Uuid id) {
        return table.byId(id);
    }

    public Collection<Topic> all() {
        return table.all();
    }

    /** The configs that were set for topics, and for all else. */
    public ResourceConfigs configs() {
        return configs;
    }

    /** Topics and configs in Kafka's own shape, for the coordinators. */
    public MetadataImage image() {
        return journal.image();
    }

    /** One past the last record of the metadata log. */
    public long metadataEndOffset() {
        return journal.endOffset();
    }

    /**
     * Calls whenever topics were made, grown or deleted, on the registry's thread, after it took effect.
     *
     * @param changed must be quick
     */
    public void onTopicChange(Runnable changed) {
        journal.listen((delta, image) -> {
            if (delta.topicsDelta() != null) {
                changed.run();
            }
        });
    }

    /** Adds a listener; it first hears of the next change. */
    public void listen(MetadataListener listener) {
        journal.listen(listener);
    }

    /**
     * Creates a topic. The stage fails with the {@code ApiException} that tells a client why not.
     *
     * @param validateOnly check and answer, but create nothing
     */
    public CompletionStage<PlannedTopic> create(NewTopic wanted, boolean validateOnly) {
        return create(wanted, validateOnly, FREE);
    }

    /**
     * The same, at a price.
     *
     * @param price told, on the thread of changes, how many partitions will be made; may refuse by throwing
     */
    public CompletionStage<PlannedTopic> create(NewTopic wanted, boolean validateOnly, IntConsumer price) {
        return journal.change(() -> {
            PlannedTopic planned = plan(wanted);
            price.accept(planned.partitions());
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
        return journal.change(() -> table.byName(wanted.name()).orElseGet(() -> add(plan(wanted))));
    }

    /**
     * Gives a topic more partitions; those that it has stay as they are. The stage fails with the {@code ApiException} that
     * tells a client why not.
     *
     * @param partitions how many there will be
     * @param validateOnly check and answer, but change nothing
     * @param price as of {@link #create(NewTopic, boolean, IntConsumer)}
     */
    public CompletionStage<Void> grow(Uuid id, int partitions, boolean validateOnly, IntConsumer price) {
        return journal.change(() -> {
            Topic topic = existing(id);
            rules.requireGrowth(topic, partitions);
            price.accept(partitions - topic.partitions().size());
            if (!validateOnly) {
                extend(topic, partitions);
            }
            return null;
        });
    }

    /** Deletes a topic and, in the background, its logs. */
    public CompletionStage<Void> delete(Uuid id) {
        return delete(id, FREE);
    }

    /**
     * The same, at a price.
     *
     * @param price told, on the thread of changes, how many partitions will be deleted; may refuse by throwing
     */
    public CompletionStage<Void> delete(Uuid id, IntConsumer price) {
        return journal.change(() -> {
            Topic topic = existing(id);
            price.accept(topic.partitions().size());
            journal.commit(journal.state().removal(id), () -> table.withdraw(topic));
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
        return journal.change(() -> {
            long first = journal.state().nextProducerId();
            journal.commit(journal.state().producerIdBlock(first + blockSize), () -> {});
            return first;
        });
    }

    /**
     * Changes client quotas. The stage fails as that of the other changes.
     *
     * @param change makes the records of what is set now; called on the thread of changes
     */
    public CompletionStage<Void> alterClientQuotas(Function<ClientQuotasImage, List<ClientQuotaRecord>> change) {
        return journal.change(() -> {
            List<ClientQuotaRecord> records = change.apply(image().clientQuotas());
            if (!records.isEmpty()) {
                journal.commit(MetadataState.clientQuotas(records), () -> {});
                LOG.infof("client quotas changed: %s", records);
            }
            return null;
        });
    }

    /** Tells whoever watches a partition what its log does; to be given to the {@link LogStore} as its listener. */
    public static LogListener wakeWatchersOf(Supplier<TopicRegistry> registry) {
        return new LogListener() {
            @Override
            public void onAppend(PartitionLog log, int bytes) {
                watchersOf(log).ifPresent(watchers -> watchers.appended(bytes));
            }

            @Override
            public void onStartMoved(PartitionLog log) {
                watchersOf(log).ifPresent(AppendWatchers::startMoved);
            }

            private Optional<AppendWatchers> watchersOf(PartitionLog log) {
                return Optional.ofNullable(registry.get())
                        .flatMap(opened -> opened.table.partition(log.id()))
                        .map(Partition::watchers);
            }
        };
    }

    @Override
    public void close() {
        journal.close();
    }

    private Topic existing(Uuid id) {
        return table.byId(id).orElseThrow(() -> new UnknownTopicIdException("no topic with id " + id));
    }

    private PlannedTopic plan(NewTopic wanted) {
        return rules.plan(wanted, configs.brokerWide().forTopics());
    }

    private Topic add(PlannedTopic planned) {
        Topic topic;
        try {
            // Logs first: a topic that the metadata names must have its logs, while logs without a topic are only
            // orphans.
            topic = open(planned);
            journal.commit(journal.state().addition(planned), () -> table.publish(topic));
        } catch (RuntimeException failure) {
            IntStream.range(0, planned.partitions()).forEach(index -> deleteLog(planned.partition(index)));
            throw failure;
        }
        LOG.infof(
                "created topic %s with %d partitions",
                topic.name(), topic.partitions().size());
        return topic;
    }

    private void extend(Topic topic, int count) {
        int before = topic.partitions().size();
        PlannedTopic planned = new PlannedTopic(topic.name(), topic.id(), count, topic.settings());
        try {
            List<Partition> partitions = new ArrayList<>(topic.partitions());
            partitions.addAll(open(planned, before));
            Topic grown = new Topic(topic.name(), topic.id(), partitions, topic.settings());
            journal.commit(journal.state().partitions(topic.id(), before, count), () -> table.publish(grown));
        } catch (RuntimeException failure) {
            // Waited for, since the next attempt opens logs of the same names.
            IntStream.range(before, count)
                    .mapToObj(index -> deleteLog(planned.partition(index)).toCompletableFuture())
                    .toList()
                    .forEach(CompletableFuture::join);
            throw failure;
        }
        LOG.infof("topic %s grew from %d to %d partitions", topic.name(), before, count);
    }

    private Topic open(PlannedTopic planned) {
        return new Topic(planned.name(), planned.id(), open(planned, 0), planned.settings());
    }

    private List<Partition> open(PlannedTopic planned, int from) {
        store.openAll(logsOf(planned, from));
        return partitions(planned, from);
    }

    /** Of a topic whose logs are open. */
    private List<Partition> partitions(PlannedTopic planned, int from) {
        LogSettings settings = planned.settings().forLog();
        return IntStream.range(from, planned.partitions())
                .mapToObj(planned::partition)
                .map(id -> new Partition(id, store.open(id, settings), new AppendWatchers()))
                .toList();
    }

    private static Map<TopicIdPartition, LogSettings> logsOf(PlannedTopic planned, int from) {
        LogSettings settings = planned.settings().forLog();
        return IntStream.range(from, planned.partitions())
                .mapToObj(planned::partition)
                .collect(Collectors.toMap(Function.identity(), id -> settings));
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

    private void replay() {
        journal.replay();
        Map<String, String> defaults = configs.brokerWide().forTopics();
        List<PlannedTopic> topics = journal.state().topics().stream()
                .map(stored -> new PlannedTopic(
                        stored.name(),
                        stored.id(),
                        stored.partitions(),
                        TopicSettings.stored(stored.configs(), defaults)))
                .toList();
        // All of them side by side, or many topics of one partition would be opened one by one.
        Map<TopicIdPartition, LogSettings> logs = new HashMap<>();
        topics.forEach(topic -> logs.putAll(logsOf(topic, 0)));
        store.openAll(logs);
        topics.forEach(
                topic -> table.publish(new Topic(topic.name(), topic.id(), partitions(topic, 0), topic.settings())));
        // Left by a crash between a topic's change and that of its logs.
        List<TopicIdPartition> orphans =
                store.partitionsOnDisk().stream().filter(this::isOrphan).toList();
        orphans.forEach(this::deleteLog);
        LOG.infof(
                "%d topics with %d partitions, %d orphaned logs deleted",
                table.all().size(), table.partitionCount(), orphans.size());
    }

    private boolean isOrphan(TopicIdPartition onDisk) {
        if (onDisk.topicId().equals(MetadataLog.ID.topicId())) {
            return false;
        }
        return table.byId(onDisk.topicId())
                .flatMap(topic -> topic.partition(onDisk.partition()))
                .isEmpty();
    }
}
