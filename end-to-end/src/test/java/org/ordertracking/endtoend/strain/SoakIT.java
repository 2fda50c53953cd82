package org.ordertracking.endtoend.strain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.ApiVersionsRequestData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;
import org.ordertracking.endtoend.client.BrokerMetrics;
import org.ordertracking.endtoend.kafka.KafkaClients;
import org.ordertracking.endtoend.process.FreePorts;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.suite.BrokerProcess;

/**
 * A day of the broker's life within minutes: small segments and short times for everything that expires, so that as many rolls,
 * deletions, compactions, expiries, rebalances, topics and connections come and go as in a day of a shop. Nothing may grow
 * between the middle and the end, and what clients see is checked all the time. {@code -Dsoak.minutes} says how long.
 */
@Isolated("what it measures is its own")
@Tag("long")
class SoakIT {

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    private static final String EVENTS = "events";
    private static final String LEDGER = "ledger";
    private static final String STATES = "states";
    private static final int PARTITIONS = 3;
    private static final int KEYS = 200;
    private static final int VALUE_BYTES = 500;
    private static final int PATIENCE_SECONDS = 60;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** Kept for half a minute, at what two processors write in it, and what compaction has not come round to. */
    private static final long MOST_BYTES = 1L << 30;

    private final Map<String, String> lastStates = new ConcurrentHashMap<>();
    private BrokerProcess broker;
    private KafkaClients clients;

    @Test
    void aDayLeavesNothingBehind() throws Exception {
        broker = BrokerProcess.create(PROCESSES, FreePorts.next(), impatient());
        broker.start();
        clients = new KafkaClients(broker.bootstrapServers());
        createTopics();
        Duration half = Duration.ofSeconds(30L * Integer.getInteger("soak.minutes", 9));

        List<Worker> workers = start();
        try {
            live(workers, half);
            Usage middle = usage();
            live(workers, half);
            Usage end = usage();
            System.out.printf("middle %s%nend    %s%n%s%n", middle, end, Worker.describe(workers));
            System.out.println(lifeLived());
            workers.forEach(Worker::finish);

            assertThat(end.heap()).as("heap after a collection").isLessThan(middle.heap() * 5 / 4 + (4 << 20));
            assertThat(end.direct()).as("buffers").isLessThan(middle.direct() * 5 / 4 + (4 << 20));
            assertThat(end.process().residentMiB())
                    .as("resident memory")
                    .isLessThan(middle.process().residentMiB() * 5 / 4);
            assertThat(end.process().threads())
                    .isLessThanOrEqualTo(middle.process().threads() + 4);
            assertThat(end.process().files())
                    .isLessThanOrEqualTo(middle.process().files() * 3 / 2 + 20);
            assertThat(end.series()).as("series of metrics").isLessThanOrEqualTo(middle.series() * 5 / 4);
            assertThat(end.dataBytes()).as("data directory").isLessThan(MOST_BYTES);
            assertThat(statesOnTheLog()).isEqualTo(lastStates);
            assertThat(broker.process().output().lines()).noneMatch(line -> line.contains(" ERROR "));
        } finally {
            System.out.println(metrics().lines("broker_request_errors_total"));
            workers.forEach(Worker::close);
        }
    }

    private static Map<String, String> impatient() {
        return Map.of(
                "BROKER_LOG_RETENTION_CHECK_INTERVAL", "2s",
                "BROKER_LOG_CLEANER_BACK_OFF", "2s",
                "BROKER_LOG_PRODUCER_EXPIRATION", "30s",
                "BROKER_GROUPS_OFFSETS_RETENTION", "1m",
                "BROKER_GROUPS_OFFSETS_RETENTION_CHECK_INTERVAL", "5s",
                "BROKER_GROUPS_OFFSETS_SEGMENT_BYTES", "1M",
                "BROKER_TRANSACTIONS_STATE_SEGMENT_BYTES", "1M",
                "BROKER_TRANSACTIONS_ID_EXPIRATION", "30s",
                "BROKER_TRANSACTIONS_ID_EXPIRATION_CHECK", "5s");
    }

    private void createTopics() {
        Map<String, String> shortLived =
                Map.of("retention.ms", "30000", "segment.bytes", "1048576", "segment.ms", "5000");
        clients.createTopic(new NewTopic(EVENTS, PARTITIONS, (short) 1).configs(shortLived));
        clients.createTopic(new NewTopic(LEDGER, 1, (short) 1).configs(shortLived));
        clients.createTopic(new NewTopic(STATES, 1, (short) 1)
                .configs(Map.of(
                        "cleanup.policy", "compact",
                        "segment.bytes", "1048576",
                        "segment.ms", "5000",
                        "min.cleanable.dirty.ratio", "0.1")));
    }

    private List<Worker> start() {
        List<Worker> workers = new ArrayList<>();
        workers.add(new Worker("events", new Events()));
        for (int partition = 0; partition < PARTITIONS; partition++) {
            workers.add(new Worker(
                    "readers", new NumbersInOrder(clients, new TopicPartition(EVENTS, partition), "read_uncommitted")));
        }
        workers.add(new Worker("transactions", new Bookings(clients, LEDGER)));
        workers.add(
                new Worker("auditor", new NumbersInOrder(clients, new TopicPartition(LEDGER, 0), "read_committed")));
        workers.add(new Worker("states", new States()));
        workers.add(new Worker("groups", new Groups()));
        workers.add(new Worker("topics and connections", () -> {
            makeAndDeleteATopic();
            comeAndGo();
        }));
        return workers;
    }

    private static void live(List<Worker> workers, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        await().pollInterval(LOOK).atMost(time.multipliedBy(2)).until(() -> {
            workers.forEach(Worker::requireHealthy);
            return System.nanoTime() - end > 0;
        });
    }

    /** Numbers for each partition, some hundred a second, each acknowledged before the next few. */
    private final class Events implements Worker.Step {
        private final Producer<String, String> producer = clients.producer(Map.of());
        private long next;

        @Override
        public void run() throws Exception {
            for (int i = 0; i < 50; i++) {
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    producer.send(new ProducerRecord<>(EVENTS, partition, "all", String.valueOf(next)));
                }
                next++;
            }
            producer.flush();
        }

        @Override
        public void close() {
            producer.close();
        }
    }

    /** The same few keys over and over. */
    private final class States implements Worker.Step {
        private final Producer<String, String> producer = clients.producer(Map.of());
        private final String padding = "x".repeat(VALUE_BYTES);
        private int next;

        @Override
        public void run() throws Exception {
            Map<String, String> sent = new HashMap<>();
            for (int i = 0; i < KEYS; i++) {
                String key = "key-" + (next * 7L + i) % KEYS;
                String value = next + "-" + i + padding;
                producer.send(new ProducerRecord<>(STATES, key, value));
                sent.put(key, value);
            }
            producer.flush();
            next++;
            lastStates.putAll(sent);
        }

        @Override
        public void close() {
            producer.close();
        }
    }

    /** Two members join a new group, read something, commit and leave; one protocol after the other. */
    private final class Groups implements Worker.Step {
        private int count;

        @Override
        public void run() {
            String protocol = count % 2 == 0 ? "classic" : "consumer";
            Map<String, Object> settings = Map.of(
                    ConsumerConfig.GROUP_ID_CONFIG,
                    "churn-" + count++,
                    ConsumerConfig.GROUP_PROTOCOL_CONFIG,
                    protocol,
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    "latest",
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                    false);
            try (Consumer<String, String> first = clients.consumer(settings);
                    Consumer<String, String> second = clients.consumer(settings)) {
                first.subscribe(List.of(EVENTS));
                second.subscribe(List.of(EVENTS));
                long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
                while (first.assignment().isEmpty() || second.assignment().isEmpty()) {
                    first.poll(POLL);
                    second.poll(POLL);
                    if (System.nanoTime() > giveUp) {
                        throw new AssertionError("two members of a group did not both get partitions");
                    }
                }
                first.commitSync();
                second.commitSync();
            }
        }
    }

    private void makeAndDeleteATopic() throws Exception {
        String topic = "passing-" + UUID.randomUUID();
        clients.createTopic(topic, PARTITIONS);
        try (Producer<String, String> producer = clients.producer(Map.of());
                Admin admin = clients.admin()) {
            producer.send(new ProducerRecord<>(topic, "here")).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(clients.readAll(topic)).hasSize(1);
            admin.deleteTopics(List.of(topic)).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Half of them without a word of farewell. */
    private void comeAndGo() throws IOException {
        byte[] request = RawConnection.frame(new ApiVersionsRequestData(), 0, 1);
        for (int i = 0; i < 10; i++) {
            try (RawConnection connection = new RawConnection(broker)) {
                connection.send(request);
                if (i % 2 == 0) {
                    connection.receive();
                }
            }
        }
    }

    private Map<String, String> statesOnTheLog() {
        Map<String, String> states = new HashMap<>();
        for (ConsumerRecord<String, String> record : clients.readAll(STATES)) {
            states.put(record.key(), record.value());
        }
        return states;
    }

    /**
     * What the broker holds.
     *
     * @param heap bytes after a full collection
     * @param direct bytes of buffers outside the heap that the JVM counts
     */
    private record Usage(long heap, long direct, Footprint process, long series, long dataBytes) {}

    private Usage usage() throws Exception {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process collection = new ProcessBuilder(
                        jcmd.toString(), String.valueOf(broker.process().pid()), "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(collection.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(collection.exitValue()).isZero();
        BrokerMetrics metrics = metrics();
        return new Usage(
                metrics.sumWhere("jvm_memory_used_bytes", "area=\"heap\""),
                metrics.sumWhere("jvm_buffer_memory_used_bytes", "id=\"direct\""),
                Footprint.of(broker),
                metrics.series(),
                dataBytes());
    }

    private long dataBytes() throws IOException {
        try (Stream<Path> files = Files.walk(broker.dataDirectory())) {
            return files.mapToLong(SoakIT::sizeOf).sum();
        }
    }

    /** Files go while one looks at them. */
    private static long sizeOf(Path file) {
        return file.toFile().isFile() ? file.toFile().length() : 0;
    }

    private String lifeLived() {
        BrokerMetrics metrics = metrics();
        return "records %.0f, segments deleted %.0f, compaction read %.0f MB, connections %.0f, groups now %.0f, transactional ids now %.0f"
                .formatted(
                        metrics.sum("broker_log_appended_records_total"),
                        metrics.sum("broker_log_deleted_segments_total"),
                        metrics.sum("broker_log_compaction_read_bytes_total") / 1e6,
                        metrics.sum("broker_connections_opened_total"),
                        metrics.sum("broker_groups"),
                        metrics.sum("broker_transactions"));
    }

    private BrokerMetrics metrics() {
        return BrokerMetrics.of(broker.process().address());
    }
}
