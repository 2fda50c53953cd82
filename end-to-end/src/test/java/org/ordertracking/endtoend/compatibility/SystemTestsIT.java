package org.ordertracking.endtoend.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.endtoend.compatibility.Feature.*;
import static org.ordertracking.endtoend.process.Patience.eventually;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TransactionState;
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

/** The programs with which Kafka's system tests try a Kafka broker, against this one. */
@Tag("compatibility")
class SystemTestsIT {

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int PARTITIONS_OF_STREAMS_TOPICS = 5;
    private static final Map<String, Object> COMMITTED = Map.of("isolation.level", "read_committed");

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
    Stream<DynamicTest> pass() {
        return new ClientChecks(Client.SYSTEM_TESTS, PublishedClaims.read(), KafkaTools::version)
                .check(CLIENT_COMPATIBILITY_TEST, SystemTestsIT::clientCompatibilityTest)
                .check(TRANSACTIONAL_MESSAGE_COPIER, SystemTestsIT::transactionalMessageCopier)
                .check(LOG_COMPACTION_TESTER, SystemTestsIT::logCompactionTester)
                .check(STREAMS_SMOKE_TEST, SystemTestsIT::streamsSmokeTest)
                .check(STREAMS_EOS_TEST, SystemTestsIT::streamsEosTest)
                .tests();
    }

    /** The answers are those for a broker of Kafka's latest version. */
    private static void clientCompatibilityTest() {
        clients.createTopic("compatible", 1);
        List<String> arguments = new ArrayList<>(List.of(
                "--topic",
                "compatible",
                "--bootstrap-server",
                broker.bootstrapServers(),
                "--num-cluster-nodes",
                "1",
                "--expect-record-too-large-exception",
                "False"));
        for (String feature : List.of(
                "offsets-for-times",
                "cluster-id",
                "create-topics",
                "describe-acls",
                "describe-configs",
                "idempotent-producer")) {
            arguments.addAll(List.of("--" + feature + "-supported", "True"));
        }

        assertThat(programs.runJava(
                        "ClientCompatibilityTest", "org.apache.kafka.tools.ClientCompatibilityTest", arguments))
                .contains("SUCCESS.");
    }

    /** Two of them copy a partition each, in transactions of which a third is aborted, while the broker is killed. */
    private static void transactionalMessageCopier() {
        int records = 5_000;
        int partitions = 2;
        clients.createTopic("to-copy", partitions);
        clients.createTopic("copied", partitions);
        try (Producer<String, String> producer = clients.producer(Map.of())) {
            IntStream.range(0, records)
                    .forEach(number -> producer.send(
                            new ProducerRecord<>("to-copy", number % partitions, null, String.valueOf(number))));
        }
        List<ChildProcess> copiers =
                IntStream.range(0, partitions).mapToObj(SystemTestsIT::copierOf).toList();

        for (int kill = 1; kill <= 3; kill++) {
            int reached = kill;
            eventually()
                    .until(() -> copiers.stream().noneMatch(ChildProcess::isRunning)
                            || clients.readAll("copied", COMMITTED).size() >= reached * records / 5);
            broker.crash();
        }

        copiers.forEach(
                copier -> assertThat(copier.awaitExit(LIMIT)).as(copier.name()).isZero());
        assertThat(clients.readAll("copied", COMMITTED))
                .extracting(ConsumerRecord::value)
                .containsExactlyInAnyOrderElementsOf(KafkaTools.numbers(records));
    }

    private static ChildProcess copierOf(int partition) {
        return programs.startJava(
                "TransactionalMessageCopier",
                "org.apache.kafka.tools.TransactionalMessageCopier",
                List.of(
                        "--broker-list",
                        broker.bootstrapServers(),
                        "--input-topic",
                        "to-copy",
                        "--input-partition",
                        String.valueOf(partition),
                        "--output-topic",
                        "copied",
                        "--consumer-group",
                        "copiers",
                        "--transactional-id",
                        "copier-" + partition,
                        "--transaction-size",
                        "50",
                        "--use-group-metadata",
                        "--enable-random-aborts"));
    }

    private static void logCompactionTester() {
        assertThat(programs.runJava(
                        "LogCompactionTester",
                        "kafka.tools.LogCompactionTester",
                        List.of(
                                "--bootstrap-server",
                                broker.bootstrapServers(),
                                "--messages",
                                "50000",
                                "--topics",
                                "2",
                                "--duplicates",
                                "50",
                                "--percent-deletes",
                                "10",
                                "--sleep",
                                "20")))
                .last()
                .asString()
                .startsWith("Data verification is completed");
    }

    private static void streamsSmokeTest() {
        for (String topic : List.of(
                "data",
                "echo",
                "max",
                "min",
                "min-suppressed",
                "min-raw",
                "dif",
                "sum",
                "sws-raw",
                "sws-suppressed",
                "cnt",
                "avg",
                "tagg",
                "fk")) {
            clients.createTopic(topic, PARTITIONS_OF_STREAMS_TOPICS);
        }
        String settings = streamsSettings("smoke").toString();
        String program = "org.apache.kafka.streams.tests.StreamsSmokeTest";
        ChildProcess application =
                programs.startJava("StreamsSmokeTest-process", program, List.of(settings, "process"));

        List<String> verdict =
                programs.runJava("StreamsSmokeTest-run", program, List.of(settings, "run"), "ALL-RECORDS-DELIVERED");

        application.terminate();
        assertThat(verdict).anyMatch(line -> line.startsWith("SUCCESS"));
    }

    private static void streamsEosTest() throws Exception {
        BrokerProcess own = BrokerProcess.create(PROCESSES, "eos");
        own.start();
        KafkaClients ownClients = new KafkaClients(own.bootstrapServers());
        for (String topic : List.of("data", "echo", "min", "sum", "repartition", "max", "cnt")) {
            ownClients.createTopic(topic, PARTITIONS_OF_STREAMS_TOPICS);
        }
        // The program wants three replicas of its changelogs, which one node cannot give; topics that are there it
        // takes.
        for (String store : List.of("0000000003", "0000000007", "0000000014", "0000000018")) {
            ownClients.createTopic(new NewTopic(
                            "EosTest-KSTREAM-AGGREGATE-STATE-STORE-" + store + "-changelog",
                            PARTITIONS_OF_STREAMS_TOPICS,
                            (short) 1)
                    .configs(Map.of("cleanup.policy", "compact")));
        }
        String program = "org.apache.kafka.streams.tests.StreamsEosTest";
        String source = streamsSettings("eos-driver", own).toString();
        ChildProcess driver = programs.startJava("StreamsEosTest-run", program, List.of(source, "run"));
        List<String> applications = List.of(
                streamsSettings("eos-one", own).toString(),
                streamsSettings("eos-two", own).toString());
        ChildProcess survivor = startComplex(program, applications.get(0));
        ChildProcess victim = startComplex(program, applications.get(1));
        // The program verifies both halves of the topology up to the offsets that were committed, and fails where there
        // is none. A kill stops the second half until the dead member's session ends, so it has to be through before.
        eventually()
                .until(() -> ownClients.readAll("max", COMMITTED).stream()
                                .map(ConsumerRecord::partition)
                                .distinct()
                                .count()
                        == PARTITIONS_OF_STREAMS_TOPICS);
        for (int kill = 1; kill <= 2; kill++) {
            int progress = kill * 500;
            eventually().until(() -> ownClients.readAll("sum", COMMITTED).size() > progress);
            victim.kill();
            victim = startComplex(program, applications.get(1));
        }
        // Killed, all of them: asked to end, an application first waits for its group to settle, which takes long. The
        // program waits for the group to be empty, and then verifies what was read up to the offsets that were
        // committed. It waits for open transactions to end as well, but takes one that ends between its look at a
        // partition's end and its look at the last stable offset for the broker's mistake.
        driver.kill();
        survivor.kill();
        victim.kill();
        awaitNoOpenTransaction(ownClients);

        programs.runJava("StreamsEosTest-verify", program, List.of(source, "verify-complex"), "ALL-RECORDS-DELIVERED");
    }

    private static void awaitNoOpenTransaction(KafkaClients ownClients) {
        ListTransactionsOptions open = new ListTransactionsOptions()
                .filterStates(List.of(
                        TransactionState.ONGOING, TransactionState.PREPARE_COMMIT, TransactionState.PREPARE_ABORT));
        try (Admin admin = ownClients.admin()) {
            eventually().until(() -> admin.listTransactions(open).all().get().isEmpty());
        }
    }

    private static ChildProcess startComplex(String program, String settings) {
        return programs.startJava("StreamsEosTest-process", program, List.of(settings, "process-complex"));
    }

    private static Path streamsSettings(String name) {
        return streamsSettings(name, broker);
    }

    private static Path streamsSettings(String name, BrokerProcess broker) {
        return PROCESSES.file(
                name + ".properties", """
                bootstrap.servers=%s
                processing.guarantee=exactly_once_v2
                state.dir=%s
                """.formatted(broker.bootstrapServers(), PROCESSES.dataDirectory(name)));
    }
}
