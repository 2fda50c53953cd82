package org.ordertracking.endtoend.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.ordertracking.events.Event;
import org.ordertracking.events.EventCodec;
import org.ordertracking.events.EventEnvelope;
import org.ordertracking.events.Topics;

/** The events on the log, those that are committed, read from the first to the last without a consumer group. */
public final class EventLog {

    /** Where events about orders and stock are; vehicles and visitors say much that no order depends on. */
    private static final List<String> TOPICS = List.of(
            Topics.ORDERS,
            Topics.ORDER_SCREENINGS,
            Topics.STOCK,
            Topics.INVENTORY,
            Topics.DELIVERIES,
            Topics.NOTIFICATIONS);

    private static final Duration POLL = Duration.ofMillis(200);
    private static final EventCodec CODEC = new EventCodec();

    private final String bootstrapServers;

    public EventLog(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Every record about orders and stock, as of now; of each partition in its order. */
    public List<LoggedEvent> read() {
        List<LoggedEvent> events = new ArrayList<>();
        try (var consumer = consumer()) {
            List<TopicPartition> partitions = assign(consumer);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(record -> decode(record).ifPresent(events::add));
            }
        }
        return events;
    }

    /** What is written from now on, for a test that waits for it. */
    public LogWatch watch() {
        TopicsThere.await(bootstrapServers, TOPICS);
        KafkaConsumer<String, byte[]> consumer = consumer();
        List<TopicPartition> partitions = assign(consumer);
        consumer.seekToEnd(partitions);
        // Seeking is lazy: where the end is now counts, not where it is at the first poll.
        partitions.forEach(consumer::position);
        return new LogWatch(consumer);
    }

    private KafkaConsumer<String, byte[]> consumer() {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private static List<TopicPartition> assign(KafkaConsumer<String, byte[]> consumer) {
        List<TopicPartition> partitions = TOPICS.stream()
                .map(consumer::partitionsFor)
                .flatMap(Collection::stream)
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        return partitions;
    }

    /** The event in a record; empty when it is of a type that is not known here. */
    static Optional<LoggedEvent> decode(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        return CODEC.decode(headers, record.value())
                .map(envelope -> new LoggedEvent(record.topic(), record.partition(), record.offset(), envelope));
    }

    /** An event and where it stands. */
    public record LoggedEvent(String topic, int partition, long offset, EventEnvelope<? extends Event> envelope) {

        /** The name of the event's record, without a version. */
        public String type() {
            return envelope.event().getClass().getSimpleName();
        }
    }
}
