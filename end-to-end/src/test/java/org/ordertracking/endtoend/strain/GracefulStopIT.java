package org.ordertracking.endtoend.strain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.endtoend.process.Patience.eventually;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchRequestData.FetchPartition;
import org.apache.kafka.common.message.FetchRequestData.FetchTopic;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ordertracking.endtoend.kafka.KafkaClients;
import org.ordertracking.endtoend.kafka.SteadySender;
import org.ordertracking.endtoend.process.FreePorts;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.suite.BrokerProcess;

/** SIGTERM under load: who had sent something is told what became of it, and the next start has nothing to check. */
class GracefulStopIT {

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    private static final String SYNCED = "stopped; all logs are synced";
    private static final String NOTHING_CHECKED = "no log had to be checked";
    private static final String CUT_OFF = "that were not done within broker.listener.drain-timeout";
    private static final int STOPS = 2;
    private static final int PARTITIONS = 3;
    private static final int FETCH_VERSION = 12;

    private static final String DRAIN_TIMEOUT = "BROKER_LISTENER_DRAIN_TIMEOUT";
    private static final String MORE_THAN_ENOUGH = "15s";

    private static BrokerProcess broker;
    private static KafkaClients clients;

    private int linesBefore;

    @BeforeAll
    static void startBroker() {
        broker = BrokerProcess.create(PROCESSES, FreePorts.next(), Map.of(DRAIN_TIMEOUT, MORE_THAN_ENOUGH));
        broker.start();
        clients = new KafkaClients(broker.bootstrapServers());
    }

    @BeforeEach
    void markTheLog() {
        linesBefore = broker.process().output().lines().size();
    }

    @Test
    void everyRecordThatIsWrittenIsAcknowledgedBeforeTheConnectionEnds() throws Exception {
        List<String> topics = List.of("first", "second");
        for (String topic : topics) {
            clients.createTopic(topic, 1);
        }
        List<Integer> acknowledged = new ArrayList<>();
        for (int stop = 0; stop < STOPS; stop++) {
            List<PipeliningProducer> producers = new ArrayList<>();
            for (String topic : topics) {
                producers.add(new PipeliningProducer(broker, topic));
            }
            for (PipeliningProducer producer : producers) {
                eventually().until(() -> producer.acknowledged() > 500);
            }

            broker.process().requestStop();
            broker.process().requestStop();
            for (PipeliningProducer producer : producers) {
                producer.awaitEnd();
                assertThat(producer.refused()).isZero();
                acknowledged.add(producer.acknowledged());
                producer.close();
            }
            broker.process().awaitStopped();
            broker.start();
        }

        for (int topic = 0; topic < topics.size(); topic++) {
            int expected = sumOfEverySecond(acknowledged, topic);
            assertThat(clients.readAll(topics.get(topic))).hasSize(expected);
        }
        assertThat(linesWith(SYNCED)).hasSize(STOPS);
        assertThat(linesWith(NOTHING_CHECKED)).hasSize(STOPS);
        assertThat(linesWith(CUT_OFF)).isEmpty();
    }

    @Test
    void producersAndConsumersGoOnAfterTheNextStartWithNothingLostOrTwice() throws Exception {
        clients.createTopic("steady", PARTITIONS);
        int sent;
        int read;
        try (Producer<String, String> producer = clients.producer(Map.of());
                SteadySender sender = new SteadySender(producer, "steady", PARTITIONS);
                GroupReader reader = new GroupReader(clients, "readers", "steady")) {
            for (int stop = 0; stop < STOPS; stop++) {
                int before = sender.acknowledged();
                int readBefore = reader.count();
                eventually().until(() -> sender.acknowledged() > before + 1_000 && reader.count() > readBefore + 500);
                broker.process().stop();
                broker.start();
            }
            sent = sender.finish();
            eventually().until(() -> reader.distinct() == sent);
            read = reader.finish();
        }

        List<ConsumerRecord<String, String>> records = clients.readAll("steady");
        assertThat(records).hasSize(sent);
        for (int partition = 0; partition < PARTITIONS; partition++) {
            int number = partition;
            assertThat(records.stream().filter(record -> record.partition() == number))
                    .extracting(record -> Integer.valueOf(record.value()))
                    .containsExactlyElementsOf(IntStream.range(0, sent)
                            .filter(value -> value % PARTITIONS == number)
                            .boxed()
                            .toList());
        }
        assertThat(read).as("read at least once each").isGreaterThanOrEqualTo(sent);
        assertThat(linesWith(NOTHING_CHECKED)).hasSize(STOPS);
        assertThat(linesWith(CUT_OFF)).isEmpty();
    }

    @Test
    void aClientThatNeverReadsCannotHoldItUpAndNothingHasToBeCheckedAfterwards() throws Exception {
        broker.process().configure(DRAIN_TIMEOUT, "1s");
        broker.process().stop();
        broker.start();
        clients.createTopic("large", 1);
        try (RawConnection writer = new RawConnection(broker);
                RawConnection deaf = new RawConnection(broker, 16 << 10)) {
            for (int number = 0; number < 16; number++) {
                writer.send(Produces.ofSize("large", number, 900 << 10));
                writer.receive();
            }
            for (int number = 0; number < 4; number++) {
                deaf.send(RawConnection.frame(fetchFromTheBeginning(), FETCH_VERSION, number));
            }
            deaf.receive(1);

            broker.process().stop();
        }
        broker.process().configure(DRAIN_TIMEOUT, MORE_THAN_ENOUGH);
        broker.start();

        assertThat(clients.readAll("large")).hasSize(16);
        assertThat(linesWith(CUT_OFF)).singleElement().asString().contains("closing 1 connections");
        assertThat(linesWith(NOTHING_CHECKED)).hasSize(2);
    }

    private List<String> linesWith(String text) {
        return broker.process().output().lines().stream()
                .skip(linesBefore)
                .filter(line -> line.contains(text))
                .toList();
    }

    private static int sumOfEverySecond(List<Integer> numbers, int first) {
        return IntStream.iterate(first, i -> i < numbers.size(), i -> i + 2)
                .map(numbers::get)
                .sum();
    }

    private static FetchRequestData fetchFromTheBeginning() {
        return new FetchRequestData()
                .setMaxBytes(32 << 20)
                .setMinBytes(1)
                .setTopics(List.of(new FetchTopic()
                        .setTopic("large")
                        .setPartitions(List.of(new FetchPartition()
                                .setPartition(0)
                                .setFetchOffset(0)
                                .setPartitionMaxBytes(32 << 20)))));
    }
}
