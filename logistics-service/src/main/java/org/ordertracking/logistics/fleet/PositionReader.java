package org.ordertracking.logistics.fleet;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.ordertracking.events.Topics;
import org.ordertracking.messaging.retry.Backoff;
import org.ordertracking.messaging.retry.Outage;
import org.ordertracking.messaging.topics.TopicProvisioner;

/**
 * Follows the positions on the log, on a thread of its own. Every process reads all partitions, without a group, from their
 * beginning: the topic is compacted, so that this is soon done, and a process that starts knows where everybody is.
 *
 * <pre>
 *   NEW --start--> WAITING --topic is there--> READING --.  partitions were added: read from their beginning too
 *                     ^                         |    ^---'
 *                     '--- failed: pause, ------'
 *                          longer each time
 * </pre>
 */
@Singleton
class PositionReader {

    private static final Logger LOG = Logger.getLogger(PositionReader.class);

    private static final Duration WAIT = Duration.ofMillis(500);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LOOK_FOR_PARTITIONS_EVERY = Duration.ofMinutes(1);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(3);

    private final FleetConfig config;
    private final TopicProvisioner topics;
    private final PositionConsumers consumers;
    private final PositionBatch batch;
    private final Backoff backoff = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(5));
    private final Outage outage = new Outage(
            LOG, "Positions of vehicles cannot be read", "Positions of vehicles are read again", System::nanoTime);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private Thread thread;

    PositionReader(FleetConfig config, TopicProvisioner topics, PositionConsumers consumers, PositionBatch batch) {
        this.config = config;
        this.topics = topics;
        this.consumers = consumers;
        this.batch = batch;
    }

    void start(@Observes StartupEvent started) {
        if (config.vehicles() > 0 && config.readPositions()) {
            thread = new Thread(this::run, "vehicle-positions");
            thread.setDaemon(true);
            thread.start();
        }
    }

    void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
        stopping.countDown();
        if (thread != null) {
            thread.join(STOP_LIMIT.toMillis());
        }
    }

    private void run() {
        try {
            while (!stopsWithin(WAIT)) {
                if (topics.isReady(Topics.VEHICLE_POSITIONS)) {
                    open();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void open() throws InterruptedException {
        try (Consumer<String, byte[]> consumer = consumers.open()) {
            read(consumer);
        } catch (RuntimeException failure) {
            stopsWithin(backoff.after(outage.failed(failure)));
        }
    }

    private void read(Consumer<String, byte[]> consumer) {
        long looked = System.nanoTime();
        addPartitions(consumer);
        while (stopping.getCount() > 0) {
            ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
            if (!records.isEmpty()) {
                batch.apply(records);
                outage.recovered();
            }
            if (System.nanoTime() - looked > LOOK_FOR_PARTITIONS_EVERY.toNanos()) {
                looked = System.nanoTime();
                addPartitions(consumer);
            }
        }
    }

    private static void addPartitions(Consumer<String, byte[]> consumer) {
        List<TopicPartition> all = consumer.partitionsFor(Topics.VEHICLE_POSITIONS, ANSWER_LIMIT).stream()
                .map(PositionReader::partition)
                .toList();
        List<TopicPartition> added = all.stream()
                .filter(partition -> !consumer.assignment().contains(partition))
                .toList();
        if (!added.isEmpty()) {
            consumer.assign(all);
            consumer.seekToBeginning(added);
        }
    }

    private static TopicPartition partition(PartitionInfo info) {
        return new TopicPartition(info.topic(), info.partition());
    }

    private boolean stopsWithin(Duration time) throws InterruptedException {
        return stopping.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }
}
