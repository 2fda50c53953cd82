package org.ordertracking.endtoend.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.endtoend.compatibility.Feature.*;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.suite.BrokerProcess;

/** Kafka's command line tools, each as a process: whoever runs Kafka runs these. */
@Tag("compatibility")
class CommandLineToolsIT {

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    private static KafkaTools tools;

    @BeforeAll
    static void startBroker() {
        BrokerProcess broker = BrokerProcess.create(PROCESSES);
        broker.start();
        tools = new KafkaTools(new Programs(PROCESSES), broker.bootstrapServers());
    }

    @TestFactory
    Stream<DynamicTest> findWhatTheyKnow() {
        return new ClientChecks(Client.COMMAND_LINE_TOOLS, PublishedClaims.read(), KafkaTools::version)
                .check(TOPIC_ADMIN, CommandLineToolsIT::topicsAreMadeDescribedAndDeleted)
                .check(MORE_PARTITIONS, CommandLineToolsIT::topicsGrow)
                .check(CONFIG_ADMIN, CommandLineToolsIT::configsAreChangedAndTakenBack)
                .check(COMPRESSION_ZSTD, CommandLineToolsIT::theConsoleSendsAndReads)
                .check(OFFSETS_BY_TIME, CommandLineToolsIT::offsetsAreFound)
                .check(CLASSIC_GROUP, () -> aGroupReadsAll("classic"))
                .check(CONSUMER_GROUP, () -> aGroupReadsAll("consumer"))
                .check(GROUP_ADMIN, CommandLineToolsIT::groupsAreMovedAndDeleted)
                .check(SHARE_GROUP, CommandLineToolsIT::aShareGroupReadsAll)
                .check(DELETE_RECORDS, CommandLineToolsIT::recordsAreDeleted)
                .check(TRANSACTION, CommandLineToolsIT::aTransactionalProducerIsMeasured)
                .check(TRANSACTION_ADMIN, CommandLineToolsIT::transactionsAreListedAndDescribed)
                .check(CLUSTER, CommandLineToolsIT::theClusterIsDescribed)
                .check(FEATURES, CommandLineToolsIT::featuresAreDescribed)
                .check(QUORUM, CommandLineToolsIT::theQuorumIsDescribed)
                .check(PERFORMANCE_TOOLS, CommandLineToolsIT::throughputAndLatencyAreMeasured)
                .check(ERRORS, CommandLineToolsIT::errorsAreNamed)
                .tests();
    }

    private static void topicsAreMadeDescribedAndDeleted() {
        tools.topics("--create", "--topic", "made", "--partitions", "2", "--config", "retention.ms=3600000");
        assertThat(tools.topics("--describe", "--topic", "made"))
                .anySatisfy(
                        line -> assertThat(line).contains("PartitionCount: 2").contains("retention.ms=3600000"));
        assertThat(tools.topics("--list")).contains("made");

        tools.topics("--delete", "--topic", "made");

        tools.awaitLine(".*does not exist.*", () -> tools.refused("TopicCommand", "--describe", "--topic", "made"));
    }

    private static void topicsGrow() {
        tools.createTopic("growing", 1);

        tools.topics("--alter", "--topic", "growing", "--partitions", "3");

        tools.awaitLine(".*PartitionCount: 3.*", () -> tools.topics("--describe", "--topic", "growing"));
    }

    private static void configsAreChangedAndTakenBack() {
        tools.createTopic("configured", 1);
        String[] described = {"--describe", "--entity-type", "topics", "--entity-name", "configured"};
        tools.configs(alter("--add-config", "max.message.bytes=54321,cleanup.policy=compact"));
        assertThat(tools.configs(described))
                .anySatisfy(line -> assertThat(line).contains("max.message.bytes=54321"))
                .anySatisfy(line -> assertThat(line).contains("cleanup.policy=compact"));

        tools.configs(alter("--delete-config", "max.message.bytes"));

        assertThat(tools.configs(described)).noneMatch(line -> line.contains("54321"));
        assertThat(tools.configs("--describe", "--all", "--entity-type", "topics", "--entity-name", "configured"))
                .anySatisfy(line -> assertThat(line).contains("segment.bytes="));
    }

    private static String[] alter(String how, String what) {
        return new String[] {"--alter", "--entity-type", "topics", "--entity-name", "configured", how, what};
    }

    private static void theConsoleSendsAndReads() {
        tools.createTopic("console", 1);
        Path zstd = PROCESSES.file("zstd.properties", "compression.type=zstd\n");
        tools.sendFast("console", 200, "--producer.config", zstd.toString());

        assertThat(tools.consume("console", 200, "--from-beginning"))
                .hasSize(200)
                .allMatch(line -> line.length() == 100);
        assertThat(tools.consume("console", 1, "--partition", "0", "--offset", "199"))
                .hasSize(1);
    }

    private static void offsetsAreFound() {
        tools.createTopic("found", 1);
        tools.sendNumbers("found", 25);

        assertThat(tools.offsets("found", "earliest")).containsExactly("found:0:0");
        assertThat(tools.offsets("found", "latest")).containsExactly("found:0:25");
        assertThat(tools.offsets("found", "1000")).containsExactly("found:0:0");
        assertThat(tools.offsets("found", "max-timestamp"))
                .singleElement()
                .satisfies(line -> assertThat(line).matches("found:0:\\d+"));
    }

    private static void aGroupReadsAll(String protocol) {
        String topic = "read-by-" + protocol;
        tools.createTopic(topic, 3);
        tools.sendNumbers(topic, 1000);

        List<String> events = tools.run(
                "VerifiableConsumer",
                "--topic",
                topic,
                "--group-id",
                topic,
                "--group-protocol",
                protocol,
                "--max-messages",
                "1000",
                "--verbose");

        assertThat(events).filteredOn(line -> line.contains("\"record_data\"")).hasSize(1000);
        assertThat(events)
                .anySatisfy(line ->
                        assertThat(line).contains("\"offsets_committed\"").contains("\"success\":true"));
        tools.awaitLine(
                topic + " +" + topic + " +\\d +(\\d+) +\\1 +0 .*", () -> tools.groups("--describe", "--group", topic));
    }

    private static void groupsAreMovedAndDeleted() {
        tools.createTopic("moved", 1);
        tools.sendNumbers("moved", 15);
        tools.consume("moved", 10, "--from-beginning", "--group", "movers");
        tools.awaitLine("movers +moved +0 +10 +15 +5 .*", () -> tools.groups("--describe", "--group", "movers"));

        tools.groups("--reset-offsets", "--group", "movers", "--topic", "moved", "--to-offset", "3", "--execute");
        assertThat(tools.groups("--describe", "--group", "movers"))
                .anySatisfy(line -> assertThat(line).matches("movers +moved +0 +3 +15 +12 .*"));
        assertThat(tools.groups("--describe", "--group", "movers", "--state"))
                .anySatisfy(line -> assertThat(line).matches("movers .*Empty.*"));
        assertThat(tools.groups("--list")).contains("movers");

        tools.groups("--delete", "--group", "movers");
        assertThat(tools.groups("--list")).doesNotContain("movers");
    }

    private static void aShareGroupReadsAll() {
        tools.createTopic("shared", 1);
        tools.sendNumbers("shared", 100);
        tools.configs(
                "--alter",
                "--entity-type",
                "groups",
                "--entity-name",
                "sharers",
                "--add-config",
                "share.auto.offset.reset=earliest");

        List<String> read = tools.run(
                "consumer.ConsoleShareConsumer",
                "--topic",
                "shared",
                "--group",
                "sharers",
                "--max-messages",
                "100",
                "--timeout-ms",
                "60000");

        assertThat(read).containsExactlyInAnyOrderElementsOf(KafkaTools.numbers(100));
        assertThat(tools.run("consumer.group.ShareGroupCommand", "--list")).contains("sharers");
        assertThat(tools.run("consumer.group.ShareGroupCommand", "--describe", "--group", "sharers"))
                .anySatisfy(line -> assertThat(line).matches("sharers +shared +0 .*"));
    }

    private static void recordsAreDeleted() {
        tools.createTopic("shortened", 1);
        tools.sendNumbers("shortened", 25);
        Path offsets = PROCESSES.file(
                "offsets.json",
                "{\"version\": 1, \"partitions\": [{\"topic\": \"shortened\", \"partition\": 0, \"offset\": 20}]}");

        tools.run("DeleteRecordsCommand", "--offset-json-file", offsets.toString());

        assertThat(tools.offsets("shortened", "earliest")).containsExactly("shortened:0:20");
        assertThat(tools.consume("shortened", 1, "--from-beginning")).containsExactly("20");
    }

    private static void aTransactionalProducerIsMeasured() {
        tools.createTopic("transactional", 1);
        produceTransactionally("transactional", "measured");

        assertThat(tools.consume("transactional", 2000, "--from-beginning", "--isolation-level", "read_committed"))
                .hasSize(2000);
    }

    private static void transactionsAreListedAndDescribed() {
        tools.createTopic("described", 1);
        produceTransactionally("described", "descriptive");

        assertThat(tools.run("TransactionsCommand", "list"))
                .anySatisfy(line -> assertThat(line).matches("descriptive\\s.*(CompleteCommit|PrepareCommit).*"));
        assertThat(tools.run("TransactionsCommand", "describe", "--transactional-id", "descriptive"))
                .anySatisfy(line -> assertThat(line).contains("descriptive"));
        assertThat(tools.run("TransactionsCommand", "describe-producers", "--topic", "described", "--partition", "0"))
                .hasSize(2);
        assertThat(tools.run("TransactionsCommand", "find-hanging", "--topic", "described", "--partition", "0"))
                .hasSize(1);
    }

    private static void produceTransactionally(String topic, String transactionalId) {
        tools.sendFast(topic, 2000, "--transactional-id", transactionalId, "--transaction-duration-ms", "200");
    }

    private static void theClusterIsDescribed() {
        assertThat(tools.run("BrokerApiVersionsCommand"))
                .anySatisfy(line -> assertThat(line).contains("Produce(0): "))
                .noneMatch(line -> line.contains("ERROR"));
        assertThat(tools.clusterId()).anySatisfy(line -> assertThat(line).startsWith("Cluster ID: "));
        assertThat(tools.run("LogDirsCommand", "--describe"))
                .anySatisfy(line -> assertThat(line).contains("\"logDirs\""));
    }

    private static void featuresAreDescribed() {
        assertThat(tools.run("FeatureCommand", "describe"))
                .anySatisfy(line -> assertThat(line).contains("metadata.version"));
    }

    private static void theQuorumIsDescribed() {
        assertThat(tools.run("MetadataQuorumCommand", "describe", "--status"))
                .anySatisfy(line -> assertThat(line).startsWith("LeaderId:"));
    }

    private static void throughputAndLatencyAreMeasured() {
        tools.createTopic("measured", 3);

        assertThat(tools.sendFast("measured", 50_000))
                .last()
                .satisfies(line -> assertThat(line).startsWith("50000 records sent"));
        assertThat(tools.run("ConsumerPerformance", "--topic", "measured", "--messages", "50000"))
                .hasSize(2);
    }

    private static void errorsAreNamed() {
        tools.createTopic("once", 1);

        assertThat(tools.refused("TopicCommand", "--create", "--topic", "once"))
                .anySatisfy(line -> assertThat(line).contains("already exists"));
        assertThat(tools.refused("TopicCommand", "--create", "--topic", "replicated", "--replication-factor", "3"))
                .anySatisfy(line -> assertThat(line).contains("InvalidReplicationFactorException"));
        assertThat(tools.refused("TopicCommand", "--create", "--topic", "wrong", "--config", "retention.ms=soon"))
                .anySatisfy(line -> assertThat(line).containsIgnoringCase("invalid"));
    }
}
