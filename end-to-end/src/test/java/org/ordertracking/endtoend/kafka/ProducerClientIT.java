package org.ordertracking.endtoend.kafka;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ordertracking.endtoend.process.Patience.eventually;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.suite.BrokerProcess;

/** Kafka's Java producer against the broker: what it was told is there, once and in order. */
class ProducerClientIT {

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    private static BrokerProcess broker;
    private static KafkaClients clients;

    @BeforeAll
    static void startBroker() {
        broker = BrokerProcess.create(PROCESSES);
        broker.start();
        clients = new KafkaClients(broker.bootstrapServers());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "all"})
    void recordsArriveWithEveryKindOfAcknowledgement(String acks) {
        String topic = "acks-" + acks;
        clients.createTopic(topic, 1);

        send(topic, 100, Map.of(ProducerConfig.ACKS_CONFIG, acks));

        eventually()
                .untilAsserted(() -> assertThat(clients.readAll(topic))
                        .extracting(ConsumerRecord::value)
                        .containsExactlyElementsOf(numbers(100)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip", "snappy", "lz4", "zstd"})
    void recordsArriveWithEveryCompression(String compression) {
        String topic = "compressed-" + compression;
        clients.createTopic(topic, 1);

        send(
                topic,
                1000,
                Map.of(ProducerConfig.COMPRESSION_TYPE_CONFIG, compression, ProducerConfig.LINGER_MS_CONFIG, 50));

        assertThat(clients.readAll(topic)).extracting(ConsumerRecord::value).containsExactlyElementsOf(numbers(1000));
    }

    @Test
    void recordsOfAKeyStayInOrderOnOneOfSeveralPartitions() {
        clients.createTopic("keyed", 4);

        try (Producer<String, String> producer = clients.producer(Map.of())) {
            for (int number = 0; number < 400; number++) {
                producer.send(new ProducerRecord<>("keyed", "key-" + number % 20, String.valueOf(number)));
            }
        }

        List<ConsumerRecord<String, String>> records = clients.readAll("keyed");
        assertThat(records).hasSize(400);
        assertThat(records.stream().collect(groupingBy(ConsumerRecord::partition)))
                .hasSize(4);
        assertThat(records.stream()
                        .collect(groupingBy(
                                ConsumerRecord::key, mapping(record -> Integer.valueOf(record.value()), toList()))))
                .hasSize(20)
                .allSatisfy((key, values) -> assertThat(values).hasSize(20).isSorted());
    }

    @Test
    void aRecordOfAlmostAMegabyteComesBackAsItWent() throws Exception {
        clients.createTopic("large", 1);
        String letters = letters(900 * 1024);

        try (Producer<String, String> producer = clients.producer(Map.of())) {
            producer.send(new ProducerRecord<>("large", letters)).get();
        }

        assertThat(clients.readAll("large")).extracting(ConsumerRecord::value).containsExactly(letters);
    }

    @Test
    void aRecordBeyondTheTopicsLimitIsRefusedAndLeavesNoTrace() {
        clients.createTopic("too-large", 1);
        Map<String, Object> unlimited = Map.of(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 8 << 20);

        try (Producer<String, String> producer = clients.producer(unlimited)) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>("too-large", letters(2 << 20)))
                            .get())
                    .hasCauseInstanceOf(RecordTooLargeException.class);
        }

        assertThat(clients.readAll("too-large")).isEmpty();
    }

    @Test
    void anIdempotentProducerOutlivesAKilledBrokerWithoutLossOrDuplicate() throws Exception {
        int partitions = 3;
        clients.createTopic("steady", partitions);

        int sent;
        try (Producer<String, String> producer = clients.producer(Map.of());
                SteadySender sender = new SteadySender(producer, "steady", partitions)) {
            eventually().until(() -> sender.acknowledged() > 2000);
            broker.crash();
            int atTheCrash = sender.acknowledged();
            eventually().until(() -> sender.acknowledged() > atTheCrash + 2000);
            sent = sender.finish();
        }

        Map<Integer, List<Integer>> numbers = clients.readAll("steady").stream()
                .collect(groupingBy(
                        ConsumerRecord::partition, mapping(record -> Integer.valueOf(record.value()), toList())));
        Map<Integer, List<Integer>> expected =
                IntStream.range(0, sent).boxed().collect(groupingBy(number -> number % partitions));
        assertThat(numbers.get(0)).isEqualTo(expected.get(0));
        assertThat(numbers.get(1)).isEqualTo(expected.get(1));
        assertThat(numbers.get(2)).isEqualTo(expected.get(2));
    }

    private static void send(String topic, int count, Map<String, Object> settings) {
        try (Producer<String, String> producer = clients.producer(settings)) {
            numbers(count).forEach(number -> producer.send(new ProducerRecord<>(topic, number)));
        }
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(String::valueOf).toList();
    }

    private static String letters(int count) {
        Random random = new Random(count);
        return random.ints(count, 'a', 'z' + 1).mapToObj(Character::toString).collect(Collectors.joining());
    }
}
