package org.ordertracking.endtoend.compatibility;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.endtoend.compatibility.Feature.*;
import static org.ordertracking.endtoend.process.Patience.eventually;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ordertracking.endtoend.kafka.KafkaClients;
import org.ordertracking.endtoend.process.ChildProcess;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.suite.BrokerProcess;

/** An application of Kafka Streams that counts exactly once, whoever is killed. */
@Tag("compatibility")
class StreamsIT {

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    private static final int KINDS = 10;
    private static final int RECORDS = 500;

    private static BrokerProcess broker;
    private static KafkaClients clients;
    private static Programs programs;

    @BeforeAll
    static void startBroker() {
        broker = BrokerProcess.create(PROCESSES);
        broker.start();
        clients = new KafkaClients(broker.bootstrapServers());
        programs = new Programs(PROCESSES);
    }

    @TestFactory
    Stream<DynamicTest> countsExactlyOnce() {
        return new ClientChecks(Client.STREAMS, PublishedClaims.read(), KafkaTools::version)
                .check(EXACTLY_ONCE, () -> countsOnWhenItIsKilled("classic"))
                .check(STREAMS_GROUP, () -> countsOnWhenItIsKilled("streams"))
                .check(BROKER_RESTARTS, StreamsIT::countsOnWhenTheBrokerIsKilled)
                .tests();
    }

    /** Killed, it finds its state; killed and robbed of it, it restores it from the log. */
    private static void countsOnWhenItIsKilled(String protocol) throws Exception {
        Application application = new Application("killed-" + protocol, protocol);
        ChildProcess first = application.start("first");
        send(application.source(), RECORDS);
        application.awaitCounts(1);
        first.kill();

        ChildProcess second = application.start("first");
        send(application.source(), RECORDS);
        application.awaitCounts(2);
        second.terminate();

        ChildProcess third = application.start("second");
        send(application.source(), RECORDS);
        application.awaitCounts(3);
        third.terminate();
        assertThat(third.output().lines().stream()
                        .filter(line -> line.startsWith(OrderCounts.RESTORED))
                        .mapToInt(line -> Integer.parseInt(line.substring(OrderCounts.RESTORED.length())))
                        .sum())
                .as("records restored from the changelog")
                .isPositive();
    }

    private static void countsOnWhenTheBrokerIsKilled() throws Exception {
        Application application = new Application("broker-killed", "classic");
        ChildProcess process = application.start("only");
        for (int round = 1; round <= 3; round++) {
            send(application.source(), RECORDS);
            if (round > 1) {
                broker.crash();
            }
            application.awaitCounts(round);
        }
        process.terminate();
    }

    private static void send(String topic, int count) {
        try (Producer<String, String> producer = clients.producer(Map.of())) {
            IntStream.range(0, count)
                    .forEach(number -> producer.send(new ProducerRecord<>(topic, "kind-" + number % KINDS)));
        }
    }

    /** One application with topics of its own. */
    private record Application(String source, String protocol) {

        Application {
            clients.createTopic(source, 2);
            clients.createTopic(source + "-counts", 2);
        }

        ChildProcess start(String stateDirectory) {
            Path state = PROCESSES.dataDirectory(source + "-" + stateDirectory);
            return programs.startJava(
                    source,
                    OrderCounts.class.getName(),
                    List.of(broker.bootstrapServers(), protocol, state.toString(), source, source + "-counts"));
        }

        /** Every kind's counts are 1, 2, 3 and so on, without a gap and without a repetition, up to what was sent. */
        void awaitCounts(int rounds) {
            int each = rounds * RECORDS / KINDS;
            Map<String, List<Integer>> expected = IntStream.range(0, KINDS)
                    .boxed()
                    .collect(Collectors.toMap(
                            kind -> "kind-" + kind,
                            kind -> IntStream.rangeClosed(1, each).boxed().toList()));
            eventually()
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> assertThat(committedCounts()).isEqualTo(expected));
        }

        private Map<String, List<Integer>> committedCounts() {
            List<ConsumerRecord<String, String>> records =
                    clients.readAll(source + "-counts", Map.of("isolation.level", "read_committed"));
            return records.stream()
                    .collect(groupingBy(
                            ConsumerRecord::key, mapping(record -> Integer.valueOf(record.value()), toList())));
        }
    }
}
