package org.ordertracking.endtoend.strain;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.ordertracking.endtoend.kafka.KafkaClients;

/** The one member of a group, which reads a topic from its beginning until it is told to finish. */
final class GroupReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final AtomicInteger count = new AtomicInteger();
    private final Set<String> values = ConcurrentHashMap.newKeySet();
    private final Future<Void> reading;
    private volatile boolean finishing;

    GroupReader(KafkaClients clients, String group, String topic) {
        reading = thread.submit(() -> read(clients, group, topic));
    }

    private Void read(KafkaClients clients, String group, String topic) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                group,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                30_000,
                ConsumerConfig.AUTO_COMMIT_INTERVAL_MS_CONFIG,
                200);
        Consumer<String, String> consumer = clients.consumer(settings);
        try {
            consumer.subscribe(List.of(topic));
            while (!finishing) {
                for (ConsumerRecord<String, String> record : consumer.poll(POLL)) {
                    count.incrementAndGet();
                    values.add(record.value());
                }
            }
        } finally {
            // Its last fetch waits for a long time, and closing would wait for that.
            consumer.close(CloseOptions.timeout(POLL));
        }
        return null;
    }

    /** Records read, repetitions included. */
    int count() {
        return count.get();
    }

    /** Different values read. */
    int distinct() {
        return values.size();
    }

    /**
     * Reads no more.
     *
     * @return how many records were read, repetitions included
     */
    int finish() throws Exception {
        finishing = true;
        reading.get();
        return count.get();
    }

    @Override
    public void close() {
        finishing = true;
        thread.shutdown();
    }
}
