package org.ordertracking.endtoend.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.ordertracking.events.Topics;

/**
 * Writes every event of the four topics of the order flow a second time, with its id, key and headers, as an outbox relay does
 * that was killed before it could mark what it had sent.
 *
 * <pre>
 *   ECHOING ──{@link #close}──▶ SILENT
 * </pre>
 */
public final class Echo implements AutoCloseable {

    private static final List<String> TOPICS =
            List.of(Topics.ORDERS, Topics.STOCK, Topics.DELIVERIES, Topics.NOTIFICATIONS);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);
    private static final String ID = "ce_id";

    private final KafkaConsumer<String, byte[]> consumer;
    private final KafkaProducer<String, byte[]> producer;
    private final Map<String, Boolean> heard = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::run, "echo");
    private volatile boolean closing;
    private volatile RuntimeException failure;

    private Echo(String bootstrapServers, boolean fromTheBeginning) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.ACKS_CONFIG, "all"),
                new StringSerializer(),
                new ByteArraySerializer());
        TopicsThere.await(bootstrapServers, TOPICS);
        List<TopicPartition> partitions = TOPICS.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        if (fromTheBeginning) {
            consumer.seekToBeginning(partitions);
        } else {
            consumer.seekToEnd(partitions);
        }
        // Seeking is lazy: where the end is now counts, not where it is at the first poll.
        partitions.forEach(consumer::position);
        thread.start();
    }

    /** Repeats what is written from now on, each event as soon as it stands on the log. */
    public static Echo ofWhatComes(String bootstrapServers) {
        return new Echo(bootstrapServers, false);
    }

    /** Repeats everything there is, from the first event on. */
    public static Echo ofEverything(String bootstrapServers) {
        return new Echo(bootstrapServers, true);
    }

    private void run() {
        try {
            while (!closing) {
                consumer.poll(POLL).forEach(this::repeat);
            }
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    /** An id that was heard before is an echo, or was written twice already. */
    private void repeat(ConsumerRecord<String, byte[]> record) {
        Header id = record.headers().lastHeader(ID);
        if (id != null && heard.putIfAbsent(new String(id.value(), StandardCharsets.UTF_8), true) == null) {
            producer.send(new ProducerRecord<>(
                    record.topic(), record.partition(), record.key(), record.value(), record.headers()));
        }
    }

    /** The ids of the events that it has repeated so far, or is about to. */
    public Set<String> repeated() {
        return Set.copyOf(heard.keySet());
    }

    /**
     * Ends it, when all that it has heard is repeated.
     *
     * @throws RuntimeException if it failed meanwhile
     */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(CLOSE_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close();
        consumer.close();
        if (failure != null) {
            throw failure;
        }
    }
}
