package org.ordertracking.broker;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.Uuid;
import org.ordertracking.broker.log.LogTraffic;
import org.ordertracking.broker.log.PartitionLog;
import org.ordertracking.broker.topic.Partition;
import org.ordertracking.broker.topic.Topic;
import org.ordertracking.broker.topic.TopicRegistry;

/** Shows topics and partitions one by one, up to a limit of each. All values are looked up when they are read. */
final class TopicMetrics {
    private final TopicRegistry topics;
    private final MeterRegistry registry;
    private final BoundedSeries<Name> topicSeries;
    private final BoundedSeries<TopicIdPartition> partitionSeries;

    /** A topic that is deleted and made again is another one. */
    private record Name(Uuid id, String name) {}

    private TopicMetrics(TopicRegistry topics, MeterRegistry registry, BrokerConfig.Metrics limits) {
        this.topics = topics;
        this.registry = registry;
        this.topicSeries = new BoundedSeries<>(registry, limits.topics(), this::register);
        this.partitionSeries = new BoundedSeries<>(registry, limits.partitions(), this::register);
    }

    static void bind(TopicRegistry topics, MeterRegistry registry, BrokerConfig.Metrics limits) {
        TopicMetrics metrics = new TopicMetrics(topics, registry, limits);
        metrics.unshown("topics", metrics.topicSeries);
        metrics.unshown("partitions", metrics.partitionSeries);
        topics.onTopicChange(metrics::showAll);
        metrics.showAll();
    }

    private void unshown(String what, BoundedSeries<?> series) {
        Gauge.builder("broker.series.unshown", series, BoundedSeries::unshown)
                .description("Topics and partitions that are not shown, beyond broker.metrics.topics and .partitions")
                .tag("of", what)
                .strongReference(true)
                .register(registry);
    }

    private void showAll() {
        Set<Name> names = new LinkedHashSet<>();
        Set<TopicIdPartition> partitions = new LinkedHashSet<>();
        for (Topic topic : topics.all()) {
            names.add(new Name(topic.id(), topic.name()));
            topic.partitions().forEach(partition -> partitions.add(partition.id()));
        }
        topicSeries.retainAndAdd(names);
        partitionSeries.retainAndAdd(partitions);
    }

    private List<Meter> register(Name topic) {
        return List.of(
                counter(topic, "broker.topic.appended.records", null, "Records appended", LogTraffic::appendedRecords),
                counter(topic, "broker.topic.appended", "bytes", "Record bytes appended", LogTraffic::appendedBytes),
                counter(
                        topic,
                        "broker.topic.fetched",
                        "bytes",
                        "Record bytes sent to consumers",
                        LogTraffic::fetchedBytes));
    }

    private Meter counter(Name topic, String name, String unit, String description, ToLongFunction<LogTraffic> value) {
        return FunctionCounter.builder(name, topics, all -> sum(all, topic.id(), value))
                .baseUnit(unit)
                .description(description)
                .tag("topic", topic.name())
                .register(registry);
    }

    private static double sum(TopicRegistry topics, Uuid id, ToLongFunction<LogTraffic> value) {
        long sum = 0;
        for (Partition partition : topics.byId(id).map(Topic::partitions).orElse(List.of())) {
            sum += value.applyAsLong(partition.log().traffic());
        }
        return sum;
    }

    private List<Meter> register(TopicIdPartition partition) {
        return List.of(
                gauge(partition, "broker.partition.size", "bytes", "Bytes of the log", PartitionLog::sizeInBytes),
                gauge(
                        partition,
                        "broker.partition.start.offset",
                        null,
                        "First offset that can be read",
                        PartitionLog::logStartOffset),
                gauge(
                        partition,
                        "broker.partition.end.offset",
                        null,
                        "One past the last record that consumers see",
                        PartitionLog::highWatermark));
    }

    private Meter gauge(
            TopicIdPartition partition,
            String name,
            String unit,
            String description,
            ToDoubleFunction<PartitionLog> value) {
        return Gauge.builder(name, topics, all -> of(all, partition, value))
                .baseUnit(unit)
                .description(description)
                .tag("topic", partition.topic())
                .tag("partition", String.valueOf(partition.partition()))
                .register(registry);
    }

    private static double of(TopicRegistry topics, TopicIdPartition id, ToDoubleFunction<PartitionLog> value) {
        return topics.byId(id.topicId())
                .flatMap(topic -> topic.partition(id.partition()))
                .map(partition -> value.applyAsDouble(partition.log()))
                .orElse(Double.NaN);
    }
}
