package org.ordertracking.endtoend.suite;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.ordertracking.endtoend.process.FreePorts;
import org.ordertracking.endtoend.process.ProcessSupervisor;
import org.ordertracking.endtoend.process.ServiceProcess;

/**
 * broker-service.
 *
 * @param bootstrapServers its address for Kafka clients, the same after a restart
 */
public record BrokerProcess(ServiceProcess process, String bootstrapServers, Path dataDirectory) {

    private static final String MODULE = "broker-service";

    /** A broker with an empty data directory, on a free port, not started yet. */
    public static BrokerProcess create(ProcessSupervisor supervisor) {
        return create(supervisor, FreePorts.next(), Map.of());
    }

    /** One of several brokers of a test, by its name. */
    public static BrokerProcess create(ProcessSupervisor supervisor, String name) {
        return create(supervisor, FreePorts.next(), name, Map.of());
    }

    /**
     * A broker with an empty data directory, not started yet.
     *
     * @param environment settings that differ from the defaults
     */
    public static BrokerProcess create(ProcessSupervisor supervisor, int port, Map<String, String> environment) {
        return create(supervisor, port, MODULE, environment);
    }

    /** One of several brokers of a test, by its name, with settings that differ from the defaults. */
    public static BrokerProcess create(ProcessSupervisor supervisor, String name, Map<String, String> environment) {
        return create(supervisor, FreePorts.next(), name, environment);
    }

    private static BrokerProcess create(
            ProcessSupervisor supervisor, int port, String name, Map<String, String> environment) {
        Map<String, String> settings = new HashMap<>(environment);
        settings.put("BROKER_PORT", String.valueOf(port));
        Path dataDirectory = supervisor.dataDirectory(name);
        settings.put("BROKER_DATA_DIR", dataDirectory.toString());
        return new BrokerProcess(ServiceProcess.of(supervisor, MODULE, settings), "localhost:" + port, dataDirectory);
    }

    /** Starts it and waits until it is ready. */
    public void start() {
        process.start();
    }

    /** Ends it with SIGKILL. */
    public void kill() {
        process.kill();
    }

    /** Ends it with SIGKILL and starts it again on the same data. */
    public void crash() {
        kill();
        start();
    }
}
