package org.ordertracking.endtoend.strain;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;
import org.ordertracking.endtoend.kafka.KafkaClients;
import org.ordertracking.endtoend.process.FreePorts;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.suite.BrokerProcess;

/**
 * A broker with a heap of 128 MiB among clients that ask for too much: it lives, its memory is bounded, and who behaves goes
 * on. The same things are done by many in the profile {@code long}.
 */
@Isolated("what clients see of each other is the point")
class OverloadIT {

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    private static final int CONNECTIONS = 2_000;
    private static final int FEW = 200;

    private static BrokerProcess broker;
    private static KafkaClients clients;

    @BeforeAll
    static void startBroker() {
        broker = BrokerProcess.create(
                PROCESSES,
                FreePorts.next(),
                Map.of(
                        "BROKER_LISTENER_MAX_CONNECTIONS",
                        String.valueOf(CONNECTIONS),
                        "BROKER_LISTENER_STALL_TIMEOUT",
                        "5s"));
        broker.start();
        clients = new KafkaClients(broker.bootstrapServers());
    }

    @Test
    void aFewBadClientsAreBorne() throws Exception {
        Overload few = new Overload(broker, clients, FEW, 25);
        few.deafConsumers();
        few.halfFrames();
        few.oversized();
        few.producersInAHurry(4);
        few.tinyAppends();
        few.hugeQuestions();
    }

    @Test
    @Tag("long")
    void consumersThatNeverReadAreBorne() throws Exception {
        many().deafConsumers();
    }

    @Test
    @Tag("long")
    void requestsThatAreNeverFinishedAreBorne() throws Exception {
        many().halfFrames();
    }

    @Test
    @Tag("long")
    void producersTenTimesTooFastAreBorneWithoutAnError() throws Exception {
        many().producersInAHurry(20);
    }

    @Test
    @Tag("long")
    void appendsThatAreManyRatherThanLargeAreBorne() throws Exception {
        many().tinyAppends();
    }

    @Test
    @Tag("long")
    void questionsAboutEverythingAreBorne() throws Exception {
        many().hugeQuestions();
    }

    @Test
    @Tag("long")
    void requestsOfAHundredMebibytesAreServedInTurnWhereTheyAreAllowed() throws Exception {
        BrokerProcess roomy =
                BrokerProcess.create(PROCESSES, "roomy", Map.of("BROKER_LISTENER_MAX_REQUEST_BYTES", "101M"));
        roomy.process().configureHeap(512);
        roomy.start();
        new Overload(roomy, new KafkaClients(roomy.bootstrapServers()), 4, 200).hundredMebibytes(900);
        roomy.process().stop();
    }

    @Test
    @Tag("long")
    void aStormOfConnectionsIsBorne() throws Exception {
        many().storm(CONNECTIONS);
    }

    private static Overload many() {
        return new Overload(broker, clients, CONNECTIONS - 50, 500);
    }
}
