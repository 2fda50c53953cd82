package org.ordertracking.broker.console;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.config.TopicConfig;
import org.ordertracking.broker.console.view.Paged;
import org.ordertracking.broker.console.view.TopicViews;
import org.ordertracking.broker.group.CommittedOffsets;
import org.ordertracking.broker.group.GroupPartition;
import org.ordertracking.broker.log.LogTraffic;
import org.ordertracking.broker.log.PartitionLog;
import org.ordertracking.broker.topic.Partition;
import org.ordertracking.broker.topic.Topic;
import org.ordertracking.broker.topic.TopicRegistry;

/** The topics there are. Answers from memory. */
public final class TopicQueries {

    /** By what a list of topics is sorted. */
    public enum Order {
        NAME(Comparator.comparing(TopicViews.Summary::name)),
        PARTITIONS(Comparator.comparingInt(TopicViews.Summary::partitions)),
        RECORDS(Comparator.comparingLong(TopicViews.Summary::records)),
        BYTES(Comparator.comparingLong(TopicViews.Summary::bytes)),
        WRITTEN(Comparator.comparingLong(TopicViews.Summary::appendedBytes));

        private final Comparator<TopicViews.Summary> comparator;

        Order(Comparator<TopicViews.Summary> comparator) {
            this.comparator = comparator;
        }
    }

    /**
     * Which topics are wanted.
     *
     * @param search part of the name; empty for all
     * @param internal whether those are wanted that the broker keeps its own state in
     */
    public record Wanted(String search, boolean internal, Order order, boolean descending) {}

    private final TopicRegistry topics;
    private final CommittedOffsets offsets;

    TopicQueries(TopicRegistry topics, CommittedOffsets offsets) {
        this.topics = topics;
        this.offsets = offsets;
    }

    /** Some of the topics. */
    public Paged<TopicViews.Summary> list(Wanted wanted, int page, int size) {
        Map<String, Integer> groups = groupsByTopic();
        Comparator<TopicViews.Summary> order = wanted.order().comparator;
        String part = wanted.search().toLowerCase(Locale.ROOT);
        List<TopicViews.Summary> all = topics.all().stream()
                .filter(topic -> wanted.internal() || !topic.internal())
                .filter(topic -> topic.name().toLowerCase(Locale.ROOT).contains(part))
                .map(topic -> summary(topic, groups.getOrDefault(topic.name(), 0)))
                .sorted((wanted.descending() ? order.reversed() : order).thenComparing(TopicViews.Summary::name))
                .toList();
        return Paged.of(all, page, size);
    }

    /** One topic; a problem when there is none of that name. */
    public TopicViews.Summary one(String name) {
        Topic topic = existing(name);
        return summary(topic, groupsByTopic().getOrDefault(name, 0));
    }

    /** Some of a topic's partitions. */
    public Paged<TopicViews.Partition> partitions(String name, int page, int size) {
        List<Partition> partitions = existing(name).partitions();
        Paged<Partition> wanted = Paged.of(partitions, page, size);
        return new Paged<>(wanted.items().stream().map(TopicQueries::view).toList(), page, size, partitions.size());
    }

    /** The groups that have committed offsets in a topic, by their lag. */
    public List<TopicViews.Reader> readers(String name) {
        Topic topic = existing(name);
        Map<String, long[]> groups = new HashMap<>();
        offsets.all().forEach((key, committed) -> {
            if (key.partition().topic().equals(name)) {
                topic.partition(key.partition().partition()).ifPresent(partition -> {
                    long[] sums = groups.computeIfAbsent(key.group(), group -> new long[2]);
                    sums[0]++;
                    sums[1] += Math.max(0, partition.log().highWatermark() - committed);
                });
            }
        });
        return groups.entrySet().stream()
                .map(entry -> new TopicViews.Reader(entry.getKey(), (int) entry.getValue()[0], entry.getValue()[1]))
                .sorted(Comparator.comparingLong(TopicViews.Reader::lag)
                        .reversed()
                        .thenComparing(TopicViews.Reader::group))
                .toList();
    }

    /**
     * @throws ProblemException when there is no topic of that name
     */
    Topic existing(String name) {
        return topics.byName(name)
                .orElseThrow(() -> Problems.missing(
                        "There is no topic '" + name + "'.", "GET /api/topics lists those that there are."));
    }

    /**
     * @throws ProblemException when the topic has no such partition
     */
    static Partition partition(Topic topic, int index) {
        return topic.partition(index)
                .orElseThrow(() -> Problems.missing(
                        "%s has no partition %d.".formatted(topic.name(), index),
                        "Its partitions are 0 to %d."
                                .formatted(topic.partitions().size() - 1)));
    }

    private Map<String, Integer> groupsByTopic() {
        Map<String, java.util.Set<String>> groups = new HashMap<>();
        for (GroupPartition key : offsets.all().keySet()) {
            groups.computeIfAbsent(key.partition().topic(), topic -> new java.util.HashSet<>())
                    .add(key.group());
        }
        Map<String, Integer> counts = new HashMap<>();
        groups.forEach((topic, names) -> counts.put(topic, names.size()));
        return counts;
    }

    private static TopicViews.Summary summary(Topic topic, int groups) {
        Map<String, ?> configs = topic.settings().effective().values();
        return new TopicViews.Summary(
                topic.name(),
                topic.id().toString(),
                topic.internal(),
                topic.partitions().size(),
                sum(topic, log -> Math.max(0, log.highWatermark() - log.logStartOffset())),
                sum(topic, PartitionLog::sizeInBytes),
                sum(topic, log -> log.traffic().appendedRecords()),
                sum(topic, log -> log.traffic().appendedBytes()),
                sum(topic, log -> log.traffic().fetchedBytes()),
                String.join(",", topic.settings().effective().getList(TopicConfig.CLEANUP_POLICY_CONFIG)),
                (Long) configs.get(TopicConfig.RETENTION_MS_CONFIG),
                (int) sum(topic, log -> log.isFailed() ? 1 : 0),
                groups);
    }

    private static long sum(Topic topic, ToLongFunction<PartitionLog> value) {
        return topic.partitions().stream()
                .mapToLong(partition -> value.applyAsLong(partition.log()))
                .sum();
    }

    private static TopicViews.Partition view(Partition partition) {
        PartitionLog log = partition.log();
        LogTraffic traffic = log.traffic();
        return new TopicViews.Partition(
                partition.index(),
                log.logStartOffset(),
                log.highWatermark(),
                log.lastStableOffset(),
                log.sizeInBytes(),
                traffic.appendedRecords(),
                traffic.appendedBytes(),
                traffic.fetchedBytes(),
                log.isFailed());
    }
}
