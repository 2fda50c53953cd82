package org.ordertracking.endtoend.browser;

import static org.ordertracking.endtoend.process.Patience.eventually;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.ordertracking.endtoend.kafka.KafkaClients;
import org.ordertracking.endtoend.process.FreePorts;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.suite.BrokerProcess;

/**
 * A broker with more on it than fits on a page: a thousand topics with ten thousand partitions, a record of a megabyte, a key
 * that is no text, a group of a hundred members. Its members stay until it is closed.
 */
final class CrowdedBroker implements AutoCloseable {

    static final String LARGE = "large-records";
    static final String SHARED = "shared-by-a-hundred";
    static final String GROUP = "a-hundred-members";

    static final int TOPICS = 1_000;
    static final int PARTITIONS = 10_000;
    static final int MEMBERS = 100;

    /** More than a page of the console lists. */
    private static final int SHARED_PARTITIONS = 150;

    private static final int MEGABYTE = 1_000_000;
    private static final int AT_ONCE = 100;
    private static final int PATIENCE_SECONDS = 120;

    private final BrokerProcess process;
    private final List<Consumer<String, String>> members = new ArrayList<>();

    private CrowdedBroker(BrokerProcess process) {
        this.process = process;
    }

    static CrowdedBroker fill(ProcessSupervisor processes) throws Exception {
        // The topics of the broker itself count too.
        BrokerProcess process = BrokerProcess.create(
                processes, FreePorts.next(), Map.of("BROKER_TOPICS_MAX_PARTITIONS", String.valueOf(PARTITIONS + 200)));
        process.start();
        CrowdedBroker broker = new CrowdedBroker(process);
        broker.makeTopics();
        broker.writeLargeAndUnreadable();
        broker.gather();
        return broker;
    }

    BrokerProcess process() {
        return process;
    }

    private void makeTopics() throws Exception {
        List<NewTopic> topics = new ArrayList<>();
        topics.add(new NewTopic(LARGE, 10, (short) 1));
        topics.add(new NewTopic(SHARED, SHARED_PARTITIONS, (short) 1));
        int rest = PARTITIONS - 10 - SHARED_PARTITIONS;
        for (int i = 0; i < TOPICS - 2; i++) {
            int partitions = rest / (TOPICS - 2) + (i < rest % (TOPICS - 2) ? 1 : 0);
            topics.add(new NewTopic("topic-%03d".formatted(i), partitions, (short) 1));
        }
        try (Admin admin = clients().admin()) {
            CreateTopicsOptions patient = new CreateTopicsOptions().timeoutMs(PATIENCE_SECONDS * 1000);
            for (int from = 0; from < topics.size(); from += AT_ONCE) {
                admin.createTopics(topics.subList(from, Math.min(from + AT_ONCE, topics.size())), patient)
                        .all()
                        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        }
    }

    private void writeLargeAndUnreadable() throws Exception {
        byte[] noText = {(byte) 0xff, (byte) 0xfe, 0, (byte) 0xc3};
        String large = "{\"text\": \"%s\"}".formatted("x".repeat(MEGABYTE));
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                process.bootstrapServers(),
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                2 * MEGABYTE);
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(LARGE, 0, noText, large.getBytes(StandardCharsets.UTF_8)))
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** A member goes on by itself once it was asked for records: no thread of ours is needed for each. */
    private void gather() throws Exception {
        IntStream.range(0, MEMBERS).forEach(i -> {
            Consumer<String, String> member = clients()
                    .consumer(Map.of(
                            ConsumerConfig.GROUP_ID_CONFIG,
                            GROUP,
                            ConsumerConfig.CLIENT_ID_CONFIG,
                            "member-%03d".formatted(i),
                            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                            false,
                            ConsumerConfig.GROUP_PROTOCOL_CONFIG,
                            "consumer",
                            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                            "earliest"));
            members.add(member);
            member.subscribe(List.of(SHARED));
            member.poll(Duration.ZERO);
        });
        try (Admin admin = clients().admin()) {
            eventually().until(() -> {
                members.forEach(member -> member.poll(Duration.ZERO));
                return admin
                                .describeConsumerGroups(List.of(GROUP))
                                .describedGroups()
                                .get(GROUP)
                                .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                                .members()
                                .stream()
                                .filter(member ->
                                        !member.assignment().topicPartitions().isEmpty())
                                .count()
                        == MEMBERS;
            });
        }
        commit(members.get(0));
    }

    /** A topic's consumers are those that have committed an offset in it. */
    private static void commit(Consumer<String, String> member) {
        eventually().until(() -> {
            member.poll(Duration.ZERO);
            return !member.assignment().isEmpty();
        });
        Map<TopicPartition, OffsetAndMetadata> beginning = new HashMap<>();
        member.assignment().forEach(partition -> beginning.put(partition, new OffsetAndMetadata(0)));
        member.commitSync(beginning);
    }

    private KafkaClients clients() {
        return new KafkaClients(process.bootstrapServers());
    }

    @Override
    public void close() {
        members.forEach(Consumer::close);
    }
}
