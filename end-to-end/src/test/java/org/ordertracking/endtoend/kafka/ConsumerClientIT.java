package org.ordertracking.endtoend.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.endtoend.process.Patience.eventually;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.suite.BrokerProcess;

/** Kafka's Java consumer against the broker: it finds its place again, by offset and by time. */
class ConsumerClientIT {

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
    @ValueSource(strings = {"classic", "consumer"})
    void aGroupGoesOnWhereItCommittedAfterTheBrokerWasKilled(String protocol) {
        String topic = "read-on-" + protocol;
        TopicPartition partition = new TopicPartition(topic, 0);
        clients.createTopic(topic, 1);
        sendNumbers(topic, 10);
        try (Consumer<String, String> member = clients.member("group-of-" + protocol, protocol)) {
            member.subscribe(List.of(topic));
            assertThat(poll(member, 10)).hasSize(10);
            member.commitSync(Map.of(partition, new OffsetAndMetadata(4)));
        }

        broker.crash();

        try (Consumer<String, String> member = clients.member("group-of-" + protocol, protocol)) {
            member.subscribe(List.of(topic));
            assertThat(poll(member, 6)).extracting(ConsumerRecord::value).containsExactly("4", "5", "6", "7", "8", "9");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "consumer"})
    void aMemberReadsOnByItselfAfterTheBrokerWasKilled(String protocol) {
        String topic = "live-" + protocol;
        clients.createTopic(topic, 1);
        sendNumbers(topic, 3);
        try (Consumer<String, String> member = clients.member("live-readers-" + protocol, protocol)) {
            member.subscribe(List.of(topic));
            assertThat(poll(member, 3)).hasSize(3);
            member.commitSync();

            broker.crash();
            sendNumbers(topic, 2);

            assertThat(poll(member, 2)).extracting(ConsumerRecord::offset).containsExactly(3L, 4L);
        }
    }

    @Test
    void aConsumerSeeksToATime() {
        TopicPartition partition = new TopicPartition("by-time", 0);
        clients.createTopic("by-time", 1);
        try (Producer<String, String> producer = clients.producer(Map.of())) {
            for (long second = 1; second <= 5; second++) {
                producer.send(new ProducerRecord<>("by-time", 0, second * 1000, null, "at second " + second));
                producer.flush();
            }
        }

        try (Consumer<String, String> consumer = clients.consumer(Map.of())) {
            consumer.assign(List.of(partition));
            OffsetAndTimestamp found =
                    consumer.offsetsForTimes(Map.of(partition, 2500L)).get(partition);
            assertThat(found.offset()).isEqualTo(2);
            assertThat(found.timestamp()).isEqualTo(3000);
            assertThat(consumer.offsetsForTimes(Map.of(partition, 5001L))).containsEntry(partition, null);
            consumer.seek(partition, found.offset());
            assertThat(poll(consumer, 3))
                    .extracting(ConsumerRecord::value)
                    .containsExactly("at second 3", "at second 4", "at second 5");
        }
    }

    @Test
    void aConsumerThatWaitsIsToldAtOnceOfANewRecord() {
        clients.createTopic("awaited", 1);
        try (Consumer<String, String> consumer =
                clients.consumer(Map.of("fetch.max.wait.ms", 60_000, "request.timeout.ms", 90_000))) {
            consumer.assign(List.of(new TopicPartition("awaited", 0)));
            consumer.seekToBeginning(consumer.assignment());
            consumer.poll(Duration.ofMillis(500));

            sendNumbers("awaited", 1);

            assertThat(consumer.poll(Duration.ofSeconds(30)).count()).isEqualTo(1);
            // Its next fetch is waiting already, and a close without a limit would wait for it.
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }

    private static void sendNumbers(String topic, int count) {
        try (Producer<String, String> producer = clients.producer(Map.of())) {
            IntStream.range(0, count)
                    .forEach(number -> producer.send(new ProducerRecord<>(topic, String.valueOf(number))));
        }
    }

    private static List<ConsumerRecord<String, String>> poll(Consumer<String, String> consumer, int count) {
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        eventually().pollInSameThread().until(() -> {
            consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            return records.size() >= count;
        });
        return records;
    }
}
