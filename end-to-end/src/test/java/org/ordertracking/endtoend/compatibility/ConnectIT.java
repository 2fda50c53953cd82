package org.ordertracking.endtoend.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.endtoend.compatibility.Feature.*;
import static org.ordertracking.endtoend.process.Patience.eventually;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.suite.BrokerProcess;

/** Kafka Connect: lines of a file go into a topic, and from it into another file. */
@Tag("compatibility")
class ConnectIT {

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    @TestFactory
    Stream<DynamicTest> movesLines() {
        return new ClientChecks(Client.CONNECT, PublishedClaims.read(), KafkaTools::version)
                .check(SOURCE_AND_SINK, ConnectIT::linesArriveOnceOverARestartOfTheWorker)
                .tests();
    }

    private static void linesArriveOnceOverARestartOfTheWorker() throws Exception {
        BrokerProcess broker = BrokerProcess.create(PROCESSES);
        broker.start();
        Path source = PROCESSES.file("source.txt", "");
        Path sink = PROCESSES.file("sink.txt", "");
        ConnectWorker worker = new ConnectWorker(PROCESSES, new Programs(PROCESSES), broker.bootstrapServers());
        worker.start();
        worker.put("source", connector("Source", "topic", source));
        worker.put("sink", connector("Sink", "topics", sink));
        append(source, lines(0, 100));
        awaitLines(sink, 100);

        worker.stop();
        append(source, lines(100, 150));
        worker.start();

        awaitLines(sink, 150);
        worker.stop();
        assertThat(Files.readAllLines(sink)).isEqualTo(lines(0, 150));
    }

    private static Map<String, String> connector(String kind, String topic, Path file) {
        return Map.of(
                "connector.class",
                "org.apache.kafka.connect.file.FileStream" + kind + "Connector",
                "tasks.max",
                "1",
                "file",
                file.toString(),
                topic,
                "lines");
    }

    private static void append(Path file, List<String> lines) throws Exception {
        Files.write(file, lines, StandardOpenOption.APPEND);
    }

    private static void awaitLines(Path file, int count) {
        eventually().until(() -> Files.readAllLines(file).size() >= count);
    }

    private static List<String> lines(int from, int to) {
        return IntStream.range(from, to).mapToObj("line %d"::formatted).toList();
    }
}
