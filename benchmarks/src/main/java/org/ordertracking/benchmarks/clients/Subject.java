package org.ordertracking.benchmarks.clients;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.ordertracking.benchmarks.brokers.RunningBroker;
import org.ordertracking.benchmarks.measure.Side;

/** A running broker as its clients see it: topics that are made for a piece of work and deleted after it, and clients. */
public final class Subject implements AutoCloseable {

    private static final long ADMIN_SECONDS = 60;
    private static final Map<String, Object> PATIENT =
            Map.of("request.timeout.ms", 30_000, "default.api.timeout.ms", 60_000);

    private final RunningBroker broker;
    private final Admin admin;
    private final List<String> passing = new ArrayList<>();
    private int made;

    public Subject(RunningBroker broker) {
        this.broker = broker;
        this.admin = Admin.create(config(PATIENT));
    }

    public Side side() {
        return broker.side();
    }

    public RunningBroker broker() {
        return broker;
    }

    public String bootstrap() {
        return broker.bootstrap();
    }

    /** Makes a topic that {@link #sweep} deletes. Returns its name when every partition has a leader. */
    public String passingTopic(String purpose, int partitions) throws ExecutionException, InterruptedException {
        String topic = lastingTopic(purpose, partitions);
        passing.add(topic);
        return topic;
    }

    /** Makes a topic that stays. Returns its name when every partition has a leader. */
    public String lastingTopic(String purpose, int partitions) throws ExecutionException, InterruptedException {
        String topic = purpose + "-" + ++made;
        create(topic, partitions);
        return topic;
    }

    /** Makes a topic and waits until every partition has a leader, so that what is timed does not. */
    public void create(String topic, int partitions) throws ExecutionException, InterruptedException {
        try {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty())))
                    .all()
                    .get(ADMIN_SECONDS, TimeUnit.SECONDS);
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(ADMIN_SECONDS);
            while (!hasLeaders(topic, partitions)) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(topic + " has no leaders after " + ADMIN_SECONDS + " s");
                }
            }
        } catch (TimeoutException e) {
            throw new IllegalStateException(topic + " was not made within " + ADMIN_SECONDS + " s", e);
        }
    }

    private boolean hasLeaders(String topic, int partitions) throws InterruptedException, TimeoutException {
        try {
            TopicDescription description = admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get(ADMIN_SECONDS, TimeUnit.SECONDS)
                    .get(topic);
            return description.partitions().size() == partitions
                    && description.partitions().stream()
                            .allMatch(partition -> partition.leader() != null
                                    && !partition.leader().isEmpty());
        } catch (ExecutionException notYet) {
            return false;
        }
    }

    /** Deletes the topics that were made to pass. */
    public void sweep() throws ExecutionException, InterruptedException {
        if (!passing.isEmpty()) {
            admin.deleteTopics(passing).all().get();
            passing.clear();
        }
    }

    public Producer<byte[], byte[]> producer(Map<String, ?> more) {
        return new KafkaProducer<>(config(more), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** A consumer that reads from the beginning and commits nothing, unless told otherwise. */
    public Consumer<byte[], byte[]> consumer(Map<String, ?> more) {
        Map<String, Object> config = config(more);
        config.putIfAbsent("auto.offset.reset", "earliest");
        config.putIfAbsent("enable.auto.commit", false);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private Map<String, Object> config(Map<String, ?> more) {
        Map<String, Object> config = new HashMap<>(more);
        config.put("bootstrap.servers", bootstrap());
        return config;
    }

    @Override
    public void close() {
        admin.close();
    }
}
