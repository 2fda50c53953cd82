package org.ordertracking.endtoend.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.endtoend.process.Patience.eventually;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListShareGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ordertracking.endtoend.process.FreePorts;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.suite.BrokerProcess;

/** Kafka's Java share consumer against the broker: consumers share a partition record by record. */
class ShareConsumerIT {
    private static final int DELIVERY_LIMIT = 5;

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    private static BrokerProcess broker;
    private static KafkaClients clients;

    @BeforeAll
    static void startBroker() {
        broker = BrokerProcess.create(PROCESSES, FreePorts.next(), Map.of("BROKER_SHARE_RECORD_LOCK", "10s"));
        broker.start();
        clients = new KafkaClients(broker.bootstrapServers());
    }

    @Test
    void whatAConsumerDoesNotAcknowledgeInTimeGoesToTheOtherAsAnotherDelivery() {
        try (ShareConsumer<String, String> slow = join("left-lying");
                ShareConsumer<String, String> busy = join("left-lying")) {
            sendNumbers("left-lying", 10);
            List<ConsumerRecord<String, String>> lying = poll(slow, 1);

            List<ConsumerRecord<String, String>> done = handle(busy, 10, record -> AcknowledgeType.ACCEPT);

            assertThat(done).extracting(ConsumerRecord::value).containsExactlyInAnyOrderElementsOf(numbers(0, 10));
            for (ConsumerRecord<String, String> record : done) {
                boolean second = lying.stream().anyMatch(first -> first.offset() == record.offset());
                // A consumer holds more than it has handed out, when records came in several batches.
                assertThat(record.deliveryCount())
                        .hasValueSatisfying(count -> assertThat(count).isBetween((short) (second ? 2 : 1), (short) 2));
            }
            lying.forEach(record -> slow.acknowledge(record, AcknowledgeType.RELEASE));
        }
    }

    @Test
    void whatWasAcceptedDoesNotComeAgainAfterTheBrokerWasKilledAndTheRestDoes() {
        try (ShareConsumer<String, String> consumer = join("killed")) {
            sendNumbers("killed", 10);
            List<ConsumerRecord<String, String>> got = new ArrayList<>();
            List<ConsumerRecord<String, String>> accepted = new ArrayList<>();
            while (got.size() < 10) {
                for (ConsumerRecord<String, String> record : poll(consumer, 1)) {
                    got.add(record);
                    if (record.offset() < 4) {
                        accepted.add(record);
                        consumer.acknowledge(record, AcknowledgeType.ACCEPT);
                    } else {
                        consumer.acknowledge(record, AcknowledgeType.RELEASE);
                    }
                }
                assertThat(consumer.commitSync().values()).allMatch(failure -> failure.isEmpty());
                if (accepted.size() == 4) {
                    break;
                }
            }

            broker.crash();

            assertThat(handle(consumer, 6, record -> AcknowledgeType.ACCEPT))
                    .extracting(ConsumerRecord::value)
                    .containsExactlyInAnyOrderElementsOf(numbers(4, 10));
        }
    }

    @Test
    void aReleasedRecordComesAsOftenAsAllowedAndARejectedOneOnce() {
        try (ShareConsumer<String, String> consumer = join("given-up")) {
            sendNumbers("given-up", 2);
            List<ConsumerRecord<String, String>> got = handle(
                    consumer,
                    DELIVERY_LIMIT + 1,
                    record -> record.value().equals("0") ? AcknowledgeType.REJECT : AcknowledgeType.RELEASE);
            sendNumbers("given-up", 1);
            got.addAll(handle(consumer, 1, record -> AcknowledgeType.ACCEPT));

            assertThat(got).filteredOn(record -> record.offset() == 0).hasSize(1);
            assertThat(got)
                    .filteredOn(record -> record.offset() == 1)
                    .extracting(record -> record.deliveryCount().orElseThrow())
                    .containsExactly((short) 1, (short) 2, (short) 3, (short) 4, (short) 5);
            assertThat(got).filteredOn(record -> record.offset() == 2).hasSize(1);
        }
    }

    /** A topic, and a member of a group of the same name that has its partition and waits for the first record. */
    private static ShareConsumer<String, String> join(String name) {
        try (Admin admin = clients.admin()) {
            if (!admin.listTopics().names().get().contains(name)) {
                clients.createTopic(name, 1);
            }
            ShareConsumer<String, String> consumer = clients.sharer(name, 3);
            consumer.subscribe(List.of(name));
            eventually().pollInSameThread().until(() -> {
                consumer.poll(Duration.ofMillis(100));
                Map<TopicPartition, OffsetAndMetadata> starts = admin.listShareGroupOffsets(
                                Map.of(name, new ListShareGroupOffsetsSpec()))
                        .partitionsToOffsetAndMetadata(name)
                        .get();
                return starts.get(new TopicPartition(name, 0)) != null;
            });
            return consumer;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        }
    }

    private static List<ConsumerRecord<String, String>> poll(ShareConsumer<String, String> consumer, int count) {
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        eventually().pollInSameThread().until(() -> {
            consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            return records.size() >= count;
        });
        return records;
    }

    private static List<ConsumerRecord<String, String>> handle(
            ShareConsumer<String, String> consumer,
            int count,
            Function<ConsumerRecord<String, String>, AcknowledgeType> verdict) {
        List<ConsumerRecord<String, String>> handled = new ArrayList<>();
        eventually().pollInSameThread().until(() -> {
            consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                handled.add(record);
                consumer.acknowledge(record, verdict.apply(record));
            });
            consumer.commitSync();
            return handled.size() >= count;
        });
        return handled;
    }

    private static List<String> numbers(int from, int upTo) {
        return IntStream.range(from, upTo).mapToObj(String::valueOf).toList();
    }

    private static void sendNumbers(String topic, int count) {
        try (Producer<String, String> producer = clients.producer(Map.of("batch.size", 1))) {
            IntStream.range(0, count)
                    .forEach(number -> producer.send(new ProducerRecord<>(topic, String.valueOf(number))));
        }
    }
}
