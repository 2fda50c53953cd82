package org.ordertracking.endtoend.compatibility;

import static org.ordertracking.endtoend.compatibility.Feature.*;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.suite.BrokerProcess;

/** confluent-kafka-python of Debian's package, and with it librdkafka, on which most clients outside Java stand. */
@Tag("compatibility")
class ConfluentPythonIT {

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    @TestFactory
    Stream<DynamicTest> findsWhatItKnows() {
        BrokerProcess broker = BrokerProcess.create(PROCESSES);
        broker.start();
        return new ScriptedClient(
                        Client.CONFLUENT_KAFKA_PYTHON,
                        new Programs(PROCESSES),
                        Python.INTERPRETER,
                        Python.script("confluent"),
                        broker.bootstrapServers())
                .tests(
                        KEYS_AND_HEADERS,
                        OFFSETS_BY_TIME,
                        IDEMPOTENT_PRODUCER,
                        TRANSACTION,
                        TRANSACTION_OFFSETS,
                        FENCING,
                        COOPERATIVE_GROUP,
                        STATIC_MEMBER,
                        COMMITTED_OFFSETS,
                        TOPIC_ADMIN,
                        MORE_PARTITIONS,
                        CONFIG_ADMIN,
                        ERRORS);
    }
}
