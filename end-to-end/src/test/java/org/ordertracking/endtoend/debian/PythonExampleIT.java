package org.ordertracking.endtoend.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.endtoend.process.Patience.eventually;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ordertracking.endtoend.client.BrokerMetrics;
import org.ordertracking.endtoend.process.ChildProcess;
import org.ordertracking.endtoend.process.Command;
import org.ordertracking.endtoend.process.FreePorts;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.suite.BrokerProcess;

/**
 * A producer and a consumer as a tutorial for Apache Kafka shows them, word for word, with Debian's kafka-python. They name
 * {@code localhost:9092}, so the broker has to be there.
 */
@Tag("debian-clients")
class PythonExampleIT {

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    private static final int PORT = 9092;
    private static final Duration PRODUCER_LIMIT = Duration.ofSeconds(60);

    private static BrokerProcess broker;

    @BeforeAll
    static void startBroker() {
        DebianPackages.requireKafkaForPython(PROCESSES);
        if (!FreePorts.isFree(PORT)) {
            throw new IllegalStateException(
                    "port " + PORT + " is taken, and the example names it; stop what listens there (./demo down?)");
        }
        broker = BrokerProcess.create(PROCESSES, PORT, Map.of());
        broker.start();
    }

    @Test
    void theConsumerPrintsWhatTheProducerSent() {
        // Without a group and with kafka-python's defaults, the consumer reads only what comes after its first fetch.
        ChildProcess consumer = python("consumer");
        eventually().until(() -> {
            assertThat(consumer.isRunning()).as("the consumer runs").isTrue();
            return BrokerMetrics.of(broker.process().address()).answered("Fetch") > 0;
        });

        ChildProcess producer = python("producer");

        assertThat(producer.awaitExit(PRODUCER_LIMIT)).isZero();
        eventually()
                .untilAsserted(
                        () -> assertThat(consumer.output().lines()).containsExactly("Received: Order ID 12345 placed"));
    }

    private static ChildProcess python(String script) {
        return PROCESSES.start(Command.of(
                "python-" + script, DebianPackages.PYTHON, "-u", path(script).toString()));
    }

    private static Path path(String script) {
        try {
            return Path.of(Objects.requireNonNull(PythonExampleIT.class.getResource("/python/" + script + ".py"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
