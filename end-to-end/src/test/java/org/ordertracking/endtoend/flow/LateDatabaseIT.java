package org.ordertracking.endtoend.flow;

import static org.ordertracking.endtoend.process.Patience.eventually;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.ordertracking.endtoend.process.FreePorts;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.process.ServiceProcess;

/** Services that are started before their database can be had. */
class LateDatabaseIT {

    @RegisterExtension
    static final ProcessSupervisor PROCESSES = new ProcessSupervisor();

    @Test
    void aServiceAsksForItsDatabaseAgainUntilItIsThere() throws IOException {
        try (ServerSocket starting = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            AtomicInteger asked = new AtomicInteger();
            new Thread(() -> turnAway(starting, asked), "database-that-starts").start();
            ServiceProcess service = ServiceProcess.of(
                    PROCESSES,
                    "warehouse-service",
                    Map.of(
                            "QUARKUS_PROFILE",
                            "prod,postgresql",
                            "DATABASE_URL",
                            "jdbc:postgresql://127.0.0.1:" + starting.getLocalPort() + "/warehouse",
                            "KAFKA_BOOTSTRAP_SERVERS",
                            "localhost:" + FreePorts.next()));

            service.launch();

            // Each attempt connects twice at most, with TLS and without.
            eventually().until(() -> asked.get() > 4);
            service.kill();
        }
    }

    @Test
    void aServiceWaitsForItsFileUntilTheProcessThatHasItIsGone() {
        Map<String, String> settings = Map.of(
                "DATA_DIR",
                PROCESSES.dataDirectory("warehouse-service").toString(),
                "KAFKA_BOOTSTRAP_SERVERS",
                "localhost:" + FreePorts.next());
        ServiceProcess before = ServiceProcess.of(PROCESSES, "warehouse-service", settings);
        ServiceProcess after = ServiceProcess.of(PROCESSES, "warehouse-service", settings);
        before.start();

        after.launch();
        eventually().until(() -> after.output().lines().stream().anyMatch(line -> line.contains("Connection error")));
        before.kill();

        after.awaitReady();
        after.kill();
    }

    private static void turnAway(ServerSocket server, AtomicInteger asked) {
        try {
            while (true) {
                server.accept().close();
                asked.incrementAndGet();
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }
}
