package org.ordertracking.endtoend.compatibility;

import static org.ordertracking.endtoend.compatibility.Feature.*;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.suite.BrokerProcess;

/** KafkaJS from npm, which speaks the protocol by itself. */
@Tag("compatibility")
class KafkajsIT {

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    @TestFactory
    Stream<DynamicTest> findsWhatItKnows() {
        BrokerProcess broker = BrokerProcess.create(PROCESSES);
        broker.start();
        Programs programs = new Programs(PROCESSES);
        return new ScriptedClient(
                        Client.KAFKAJS,
                        programs,
                        NodeModules.NODE,
                        NodeModules.install(programs).script("kafkajs"),
                        broker.bootstrapServers())
                .tests(
                        KEYS_AND_HEADERS,
                        COMPRESSION_GZIP,
                        OFFSETS_BY_TIME,
                        IDEMPOTENT_PRODUCER,
                        TRANSACTION,
                        TRANSACTION_OFFSETS,
                        CLASSIC_GROUP,
                        GROUP_ADMIN,
                        TOPIC_ADMIN,
                        MORE_PARTITIONS,
                        CONFIG_ADMIN,
                        DELETE_RECORDS,
                        ERRORS);
    }
}
