package org.ordertracking.endtoend.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.endtoend.compatibility.Feature.*;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.record.FileRecords;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.suite.BrokerProcess;

/** Debian's kcat. */
@Tag("compatibility")
class KcatIT {

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    private static final String KCAT = "/usr/bin/kcat";

    /** Each so repetitive that every codec makes it smaller: a batch that would grow is sent as it is. */
    private static final List<String> LINES = IntStream.range(0, 500)
            .mapToObj(number -> "order number %d ".formatted(number).repeat(20))
            .toList();

    private static final int LARGE = 900_000;

    private static BrokerProcess broker;
    private static Programs programs;
    private static Path lines;

    @BeforeAll
    static void startBroker() {
        Programs.require(KCAT, "kcat");
        programs = new Programs(PROCESSES);
        lines = PROCESSES.file("lines.txt", String.join("\n", LINES) + "\n");
        broker = BrokerProcess.create(PROCESSES);
        broker.start();
    }

    @TestFactory
    Stream<DynamicTest> findsWhatItKnows() {
        return new ClientChecks(Client.KCAT, PublishedClaims.read(), KcatIT::version)
                .check(FIRST_STEPS, KcatIT::consumesWhatItProduced)
                .check(KEYS_AND_HEADERS, KcatIT::keepsKeysAndHeaders)
                .check(COMPRESSION_GZIP, () -> logKeepsCompression("gzip"))
                .check(COMPRESSION_SNAPPY, () -> logKeepsCompression("snappy"))
                .check(COMPRESSION_LZ4, () -> logKeepsCompression("lz4"))
                .check(COMPRESSION_ZSTD, () -> logKeepsCompression("zstd"))
                .check(LARGE_RECORD, KcatIT::consumesALargeRecord)
                .check(OFFSETS_BY_TIME, KcatIT::queriesOffsets)
                .check(TRANSACTION, KcatIT::commitsItsInput)
                .check(COMMITTED_OFFSETS, KcatIT::goesOnWhereItsGroupWas)
                .check(CLUSTER, KcatIT::listsBrokerAndTopics)
                .tests();
    }

    private static String version() {
        return kcat("-V").stream()
                .filter(line -> line.startsWith("Version"))
                .map(line -> line.replaceFirst("^Version (\\S+) .*librdkafka (\\S+) .*", "$1 librdkafka $2"))
                .findFirst()
                .orElseThrow();
    }

    private static void consumesWhatItProduced() {
        produce("first", "-z", "none");

        assertThat(consume("first")).isEqualTo(LINES);
    }

    private static void keepsKeysAndHeaders() {
        Path keyed = PROCESSES.file("keyed.txt", "key=value\n");
        kcat("-P", "-t", "keyed", "-K", "=", "-H", "a=1", "-l", keyed.toString());

        assertThat(consume("keyed", "-f", "%k %s %h %o\\n")).containsExactly("key value a=1 0");
    }

    private static void logKeepsCompression(String codec) throws Exception {
        String topic = "lines-" + codec;
        produce(topic, "-z", codec);

        assertThat(consume(topic, "-X", "check.crcs=true")).isEqualTo(LINES);
        assertThat(codecsOf(topic)).containsExactly(codec);
    }

    private static void consumesALargeRecord() {
        String letters = IntStream.range(0, LARGE)
                .mapToObj(letter ->
                        String.valueOf((char) ThreadLocalRandom.current().nextInt('a', 'z')))
                .reduce(new StringBuilder(), StringBuilder::append, StringBuilder::append)
                .toString();
        kcat("-P", "-t", "large", PROCESSES.file("large.txt", letters).toString());

        assertThat(consume("large")).containsExactly(letters);
    }

    private static void queriesOffsets() {
        produce("queried");

        assertThat(kcat("-Q", "-t", "queried:0:-2")).containsExactly("queried [0] offset 0");
        assertThat(kcat("-Q", "-t", "queried:0:-1")).containsExactly("queried [0] offset " + LINES.size());
        assertThat(kcat("-Q", "-t", "queried:0:1000")).containsExactly("queried [0] offset 0");
        assertThat(consume("queried", "-p", "0", "-o", "-2")).isEqualTo(LINES.subList(LINES.size() - 2, LINES.size()));
    }

    /** kcat produces all of its input in one transaction. */
    private static void commitsItsInput() {
        produce("transactional", "-X", "transactional.id=kcat");

        assertThat(consume("transactional", "-X", "isolation.level=read_committed"))
                .isEqualTo(LINES);
    }

    private static void goesOnWhereItsGroupWas() {
        produce("grouped");
        assertThat(member("grouped")).isEqualTo(LINES);
        Path more = PROCESSES.file("more.txt", "one more\n");
        kcat("-P", "-t", "grouped", "-l", more.toString());

        assertThat(member("grouped")).containsExactly("one more");
    }

    private static void listsBrokerAndTopics() {
        produce("listed");

        assertThat(kcat("-L"))
                .anySatisfy(line -> assertThat(line).contains(" at " + broker.bootstrapServers()))
                .contains("  topic \"listed\" with 1 partitions:");
    }

    private static void produce(String topic, String... settings) {
        List<String> arguments = new ArrayList<>(List.of("-P", "-t", topic, "-l", lines.toString()));
        arguments.addAll(List.of(settings));
        kcat(arguments.toArray(String[]::new));
    }

    private static List<String> consume(String topic, String... settings) {
        List<String> arguments = new ArrayList<>(List.of("-C", "-q", "-e", "-t", topic));
        if (!List.of(settings).contains("-o")) {
            arguments.addAll(List.of("-o", "beginning"));
        }
        arguments.addAll(List.of(settings));
        return kcat(arguments.toArray(String[]::new));
    }

    private static List<String> member(String topic) {
        return kcat("-q", "-e", "-X", "auto.offset.reset=earliest", "-G", "kcat-readers", topic);
    }

    private static List<String> kcat(String... arguments) {
        List<String> command = new ArrayList<>(List.of(KCAT, "-b", broker.bootstrapServers()));
        command.addAll(List.of(arguments));
        return programs.run("kcat", command);
    }

    /** The codecs of the batches as they stand in the topic's only segment. */
    private static Set<String> codecsOf(String topic) throws Exception {
        Path segment = broker.dataDirectory()
                .resolve("logs")
                .resolve(topicId(topic).toString())
                .resolve("0")
                .resolve("00000000000000000000.log");
        Set<String> codecs = new HashSet<>();
        try (FileRecords records = FileRecords.open(segment.toFile(), false)) {
            records.batches().forEach(batch -> codecs.add(batch.compressionType().name));
        }
        return codecs;
    }

    private static Uuid topicId(String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            return admin.describeTopics(List.of(topic))
                    .topicNameValues()
                    .get(topic)
                    .get()
                    .topicId();
        }
    }
}
