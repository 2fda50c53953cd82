package org.ordertracking.endtoend.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.endtoend.compatibility.Feature.*;
import static org.ordertracking.endtoend.process.Patience.eventually;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ordertracking.endtoend.client.BrokerMetrics;
import org.ordertracking.endtoend.process.ChildProcess;
import org.ordertracking.endtoend.process.Command;
import org.ordertracking.endtoend.process.FreePorts;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.suite.BrokerProcess;

/**
 * kafka-python of Debian's package; and with it a producer and a consumer as a tutorial for Apache Kafka shows them, word for
 * word. They name {@code localhost:9092}, so the broker has to be there.
 */
@Tag("compatibility")
class KafkaPythonIT {

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    private static final int PORT = 9092;
    private static final Duration PRODUCER_LIMIT = Duration.ofSeconds(60);

    private static BrokerProcess broker;

    @BeforeAll
    static void startBroker() {
        if (!FreePorts.isFree(PORT)) {
            throw new IllegalStateException(
                    "port " + PORT + " is taken, and the example names it; stop what listens there (./demo down?)");
        }
        broker = BrokerProcess.create(PROCESSES, PORT, Map.of());
        broker.start();
    }

    @TestFactory
    Stream<DynamicTest> findsWhatItKnows() {
        return new ScriptedClient(
                        Client.KAFKA_PYTHON,
                        new Programs(PROCESSES),
                        Python.INTERPRETER,
                        Python.script("kafka_python"),
                        broker.bootstrapServers())
                .tests(
                        FIRST_STEPS,
                        KEYS_AND_HEADERS,
                        COMPRESSION_GZIP,
                        COMPRESSION_SNAPPY,
                        COMPRESSION_LZ4,
                        COMPRESSION_ZSTD,
                        OFFSETS_BY_TIME,
                        CLASSIC_GROUP,
                        COMMITTED_OFFSETS,
                        GROUP_ADMIN,
                        TOPIC_ADMIN,
                        MORE_PARTITIONS,
                        CONFIG_ADMIN,
                        ERRORS);
    }

    @Test
    void theExamplesConsumerPrintsWhatItsProducerSent() {
        // Without a group and with kafka-python's defaults, the consumer reads only what comes after its first fetch.
        double before = fetches();
        ChildProcess consumer = python("example_consumer");
        eventually().until(() -> {
            assertThat(consumer.isRunning()).as("the consumer runs").isTrue();
            return fetches() > before;
        });

        ChildProcess producer = python("example_producer");

        assertThat(producer.awaitExit(PRODUCER_LIMIT)).isZero();
        eventually()
                .untilAsserted(
                        () -> assertThat(consumer.output().lines()).containsExactly("Received: Order ID 12345 placed"));
    }

    private static double fetches() {
        return BrokerMetrics.of(broker.process().address()).answered("Fetch");
    }

    private static ChildProcess python(String script) {
        return PROCESSES.start(Command.of(
                script, Python.INTERPRETER, "-u", Python.script(script).toString()));
    }
}
