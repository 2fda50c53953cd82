package org.ordertracking.endtoend.compatibility;

import static org.ordertracking.endtoend.compatibility.Feature.*;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.suite.BrokerProcess;

/** The client @platformatic/kafka from npm, which speaks the protocol by itself, KIP-848 included. */
@Tag("compatibility")
class PlatformaticIT {

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    @TestFactory
    Stream<DynamicTest> findsWhatItKnows() {
        BrokerProcess broker = BrokerProcess.create(PROCESSES);
        broker.start();
        Programs programs = new Programs(PROCESSES);
        return new ScriptedClient(
                        Client.PLATFORMATIC,
                        programs,
                        NodeModules.NODE,
                        NodeModules.install(programs).script("platformatic"),
                        broker.bootstrapServers())
                .tests(
                        KEYS_AND_HEADERS,
                        COMPRESSION_GZIP,
                        IDEMPOTENT_PRODUCER,
                        CLASSIC_GROUP,
                        CONSUMER_GROUP,
                        TOPIC_ADMIN);
    }
}
