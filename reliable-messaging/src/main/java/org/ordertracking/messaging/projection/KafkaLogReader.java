package org.ordertracking.messaging.projection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/** A consumer with assigned partitions and no group. */
final class KafkaLogReader implements LogReader {

    private static final Logger LOG = Logger.getLogger(KafkaLogReader.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final Set<String> topics;
    private final Map<String, Object> adminSettings;
    private final KafkaConsumer<String, byte[]> consumer;

    KafkaLogReader(Set<String> topics, Map<String, Object> consumerSettings, Map<String, Object> adminSettings) {
        this.topics = Set.copyOf(topics);
        this.adminSettings = adminSettings;
        this.consumer = new KafkaConsumer<>(consumerSettings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** The admin client is opened for each look: there are few, and only it tells which topic of a name it is. */
    @Override
    public Map<TopicPartition, Extent> extents() {
        Map<TopicPartition, String> topicIds = partitions();
        Map<TopicPartition, Long> earliest = consumer.beginningOffsets(topicIds.keySet());
        Map<TopicPartition, Long> ends = consumer.endOffsets(topicIds.keySet());
        Map<TopicPartition, Extent> extents = new HashMap<>();
        topicIds.forEach((partition, topicId) ->
                extents.put(partition, new Extent(topicId, earliest.get(partition), ends.get(partition))));
        return extents;
    }

    private Map<TopicPartition, String> partitions() {
        Map<TopicPartition, String> topicIds = new HashMap<>();
        try (Admin admin = Admin.create(adminSettings)) {
            for (var pending : admin.describeTopics(topics).topicNameValues().values()) {
                described(pending)
                        .ifPresent(topic -> topic.partitions()
                                .forEach(partition -> topicIds.put(
                                        new TopicPartition(topic.name(), partition.partition()),
                                        topic.topicId().toString())));
            }
        }
        return topicIds;
    }

    /** Empty for a topic that does not exist yet. */
    private static Optional<TopicDescription> described(KafkaFuture<TopicDescription> pending) {
        try {
            return Optional.of(pending.get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void assign(Map<TopicPartition, Long> offsets) {
        consumer.assign(offsets.keySet());
        offsets.forEach(consumer::seek);
    }

    @Override
    public Chunk poll(Duration timeout, Set<TopicPartition> paused) {
        Set<TopicPartition> resumed = new HashSet<>(consumer.paused());
        resumed.removeAll(paused);
        consumer.resume(resumed);
        consumer.pause(paused);
        try {
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            consumer.poll(timeout).forEach(records::add);
            return chunk(records);
        } catch (OffsetOutOfRangeException e) {
            return new Chunk(List.of(), Map.of(), Set.of(), e.partitions());
        } catch (NoOffsetForPartitionException e) {
            return new Chunk(List.of(), Map.of(), Set.of(), e.partitions());
        }
    }

    /** What the last answers said of the ends; nobody is asked. */
    private Chunk chunk(List<ConsumerRecord<String, byte[]>> records) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        Set<TopicPartition> readToTheEnd = new HashSet<>();
        for (TopicPartition partition : consumer.assignment()) {
            OptionalLong lag = consumer.currentLag(partition);
            if (lag.isPresent()) {
                ends.put(partition, consumer.position(partition) + lag.getAsLong());
                if (lag.getAsLong() == 0) {
                    readToTheEnd.add(partition);
                }
            }
        }
        return new Chunk(records, ends, readToTheEnd, Set.of());
    }

    @Override
    public void close() {
        try {
            consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
        } catch (KafkaException e) {
            LOG.debug("The reader of a view did not close properly", e);
        }
    }
}
