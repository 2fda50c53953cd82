package org.ordertracking.endtoend.debian;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.record.FileRecords;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ordertracking.endtoend.process.ChildProcess;
import org.ordertracking.endtoend.process.Command;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.suite.BrokerProcess;

/** Debian's kcat, and with it librdkafka, on which most clients outside Java stand. */
@Tag("debian-clients")
class KcatIT {

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Each so repetitive that every codec makes it smaller: a batch that would grow is sent as it is. */
    private static final List<String> LINES = IntStream.range(0, 500)
            .mapToObj(number -> "order number %d ".formatted(number).repeat(20))
            .toList();

    private static BrokerProcess broker;
    private static Path lines;

    @BeforeAll
    static void startBroker() {
        DebianPackages.requireKcat();
        lines = PROCESSES.file("lines.txt", String.join("\n", LINES) + "\n");
        broker = BrokerProcess.create(PROCESSES);
        broker.start();
    }

    @Test
    void listsBrokerAndTopics() {
        produce("listed", "none");

        assertThat(kcat("list", "-L"))
                .anySatisfy(line -> assertThat(line).contains(" at " + broker.bootstrapServers()))
                .contains("  topic \"listed\" with 1 partitions:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip", "snappy", "lz4", "zstd"})
    void consumesWhatItProducedAndTheLogKeepsItsCompression(String codec) throws Exception {
        String topic = "lines-" + codec;
        produce(topic, codec);

        List<String> consumed = kcat("consume-" + codec, "-C", "-q", "-t", topic, "-o", "beginning", "-e");

        assertThat(consumed).isEqualTo(LINES);
        assertThat(codecsOf(topic)).containsExactly(codec);
    }

    @Test
    void consumesAsTheMemberOfAGroup() {
        produce("grouped", "none");

        List<String> consumed = kcat(
                "group",
                "-q",
                "-X",
                "auto.offset.reset=earliest",
                "-c",
                String.valueOf(LINES.size()),
                "-G",
                "kcat-readers",
                "grouped");

        assertThat(consumed).isEqualTo(LINES);
    }

    private static void produce(String topic, String codec) {
        kcat("produce-" + topic, "-P", "-t", topic, "-z", codec, "-l", lines.toString());
    }

    private static List<String> kcat(String name, String... arguments) {
        List<String> command = new ArrayList<>(List.of(DebianPackages.KCAT, "-b", broker.bootstrapServers()));
        command.addAll(List.of(arguments));
        ChildProcess kcat = PROCESSES.start(new Command("kcat-" + name, command, Map.of()));
        assertThat(kcat.awaitExit(LIMIT)).as("exit code of kcat %s", name).isZero();
        return kcat.output().lines();
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
