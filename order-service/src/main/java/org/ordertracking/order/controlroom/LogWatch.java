package org.ordertracking.order.controlroom;

import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;
import org.ordertracking.events.Topics;

/**
 * How far the topics are written and read, by Kafka's admin client: the same on broker-service and on Apache Kafka.
 *
 * <pre>
 *   CLOSED --look--> OPEN --close (nobody looks on), or the process ends--> CLOSED
 * </pre>
 *
 * <p>Blocking, for a bounded time, by one thread at a time.
 */
@Singleton
class LogWatch {

    private static final Logger LOG = Logger.getLogger(LogWatch.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    /** Written in transactions: the last offset of a partition is the marker that ends one, which no consumer ever reads. */
    private static final Set<String> TRANSACTIONAL = Set.of(Topics.ORDER_SCREENINGS);

    private final Map<String, Object> settings = new HashMap<>();
    private final Duration timeout;
    private final String address;
    private final Map<String, Set<String>> topicsByGroup;
    private Admin admin;

    LogWatch(@Identifier("default-kafka-broker") Map<String, Object> kafka, ControlRoomConfig config, Readers readers) {
        kafka.forEach((name, value) -> {
            if (AdminClientConfig.configNames().contains(name)) {
                settings.put(name, value);
            }
        });
        timeout = config.brokerTimeout();
        address = String.valueOf(kafka.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG));
        topicsByGroup = readers.topicsByGroup();
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "control-room");
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Long.toString(timeout.toMillis()));
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(timeout.toMillis()));
        settings.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "1000");
    }

    /** Never throws but for an interrupt: a broker that is away is news for the page. */
    synchronized Snapshot.Log look() throws InterruptedException {
        try {
            if (admin == null) {
                admin = Admin.create(settings);
            }
            Map<TopicPartition, Long> ends = ends(partitions());
            return new Snapshot.Log(topics(ends), readers(ends), null);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            LOG.debug("The broker did not answer the control room", e);
            return new Snapshot.Log(
                    List.of(),
                    List.of(),
                    "The broker does not answer at " + address
                            + ". Orders are taken meanwhile and wait in the outbox.");
        }
    }

    /** Gives the connection back. */
    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close(CLOSE_WITHIN);
            admin = null;
        }
    }

    /** Of the topics that are there: one that nobody has made yet is left out. */
    private List<TopicPartition> partitions() throws InterruptedException, ExecutionException, TimeoutException {
        List<TopicPartition> partitions = new ArrayList<>();
        for (KafkaFuture<TopicDescription> described :
                admin.describeTopics(Topics.ALL).topicNameValues().values()) {
            try {
                TopicDescription topic = answered(described);
                topic.partitions().forEach(each -> partitions.add(new TopicPartition(topic.name(), each.partition())));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        }
        return partitions;
    }

    private Map<TopicPartition, Long> ends(List<TopicPartition> partitions)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, Long> ends = new HashMap<>();
        answered(admin.listOffsets(partitions.stream()
                                .collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest())))
                        .all())
                .forEach((partition, offset) -> ends.put(partition, offset.offset()));
        return ends;
    }

    private static List<Snapshot.Topic> topics(Map<TopicPartition, Long> ends) {
        Map<String, Long> written = new TreeMap<>();
        ends.forEach((partition, end) -> written.merge(partition.topic(), end, Long::sum));
        return Topics.ALL.stream()
                .filter(written::containsKey)
                .map(topic -> new Snapshot.Topic(topic, written.get(topic)))
                .toList();
    }

    private List<Snapshot.Reader> readers(Map<TopicPartition, Long> ends)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<String, Map<TopicPartition, OffsetAndMetadata>> committed =
                answered(admin.listConsumerGroupOffsets(topicsByGroup.keySet().stream()
                                .collect(Collectors.toMap(group -> group, group -> new ListConsumerGroupOffsetsSpec())))
                        .all());
        List<Snapshot.Reader> readers = new ArrayList<>();
        topicsByGroup.forEach((group, topics) -> topics.forEach(
                topic -> readers.add(reader(group, topic, ends, committed.getOrDefault(group, Map.of())))));
        return readers;
    }

    /** A partition of which nothing is committed counts from its first offset: groups here begin at the earliest. */
    private static Snapshot.Reader reader(
            String group,
            String topic,
            Map<TopicPartition, Long> ends,
            Map<TopicPartition, OffsetAndMetadata> committed) {
        long read = 0;
        long lag = 0;
        for (var end : ends.entrySet()) {
            if (end.getKey().topic().equals(topic)) {
                OffsetAndMetadata known = committed.get(end.getKey());
                long upTo = known == null ? 0 : Math.min(known.offset(), end.getValue());
                long behind = end.getValue() - upTo;
                read += upTo;
                lag += behind == 1 && TRANSACTIONAL.contains(topic) ? 0 : behind;
            }
        }
        return new Snapshot.Reader(group, topic, read, lag);
    }

    private <T> T answered(KafkaFuture<T> question) throws InterruptedException, ExecutionException, TimeoutException {
        return question.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }
}
