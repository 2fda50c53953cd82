package org.ordertracking.endtoend.containers;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.ChangeLog;
import com.github.dockerjava.api.model.HostConfig;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * One of the five services from its image, with what compose.yaml and Kubernetes leave it: no capabilities, nothing writable
 * but volumes and {@code /tmp}, bounded memory. Stopped and started again, it is a new container with the same name, settings
 * and volumes, as a pod that is replaced.
 */
final class ServiceContainer extends GenericContainer<ServiceContainer> {

    /** The broker's address for the others. */
    static final String BOOTSTRAP_SERVERS = "broker-service:9092";

    private static final long MEBIBYTE = 1024 * 1024;
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private final String name;
    private final int httpPort;

    private ServiceContainer(String name, int httpPort, int memoryMebibytes, Map<String, String> environment) {
        super(DockerImageName.parse("order-tracking/" + name + ":" + System.getProperty("images.version")));
        this.name = name;
        this.httpPort = httpPort;
        withNetworkAliases(name);
        withExposedPorts(httpPort);
        withEnv(environment);
        withEnv("QUARKUS_HTTP_HOST", "0.0.0.0");
        withEnv("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true");
        withCreateContainerCmdModifier(container -> harden(container.getHostConfig(), memoryMebibytes * MEBIBYTE));
        waitingFor(Wait.forHttp("/q/health/ready").forPort(httpPort).withStartupTimeout(START_LIMIT));
    }

    /** The broker with its data on a volume. */
    static ServiceContainer broker(String volume) {
        Map<String, String> settings = Map.of(
                "BROKER_HOST", "0.0.0.0",
                "BROKER_ADVERTISED_ADDRESS", BOOTSTRAP_SERVERS,
                "BROKER_DATA_DIR", "/data");
        ServiceContainer broker = new ServiceContainer("broker-service", 8090, 512, settings);
        return broker.withCreateContainerCmdModifier(
                container -> container.getHostConfig().withBinds(Bind.parse(volume + ":/data")));
    }

    /** One of the other four. */
    static ServiceContainer service(String name, int httpPort, Map<String, String> environment) {
        return new ServiceContainer(name, httpPort, 384, environment);
    }

    /** Libraries unpack native code to {@code /tmp}: it has to be executable, which Docker's tmpfs is not by default. */
    private static void harden(HostConfig host, long memory) {
        host.withReadonlyRootfs(true)
                .withTmpFs(Map.of("/tmp", "rw,exec,nosuid,size=64m,mode=1777"))
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges"))
                .withMemory(memory)
                .withMemorySwap(memory);
    }

    String name() {
        return name;
    }

    /** Where its HTTP interface is, while it runs. */
    URI address() {
        return URI.create("http://" + getHost() + ":" + getMappedPort(httpPort));
    }

    /** Ends it with SIGKILL, and starts it in a new container. */
    void crash() {
        getDockerClient().killContainerCmd(getContainerId()).exec();
        replace();
    }

    /** Starts it in a new container, and waits until it is ready. */
    void replace() {
        stop();
        start();
    }

    /** Ends it as {@code docker stop} does: SIGTERM, and SIGKILL after the grace period. */
    Ending stopWithin(Duration gracePeriod) {
        getDockerClient()
                .stopContainerCmd(getContainerId())
                .withTimeout((int) gracePeriod.toSeconds())
                .exec();
        InspectContainerResponse.ContainerState state =
                getCurrentContainerInfo().getState();
        return new Ending(state.getExitCodeLong(), Boolean.TRUE.equals(state.getOOMKilled()));
    }

    /** The users that its processes run as, by number. */
    List<String> users() {
        String[][] processes = getDockerClient()
                .topContainerCmd(getContainerId())
                .withPsArgs("-eo uid,pid")
                .exec()
                .getProcesses();
        return List.of(processes).stream().map(process -> process[0]).distinct().toList();
    }

    /** What it changed below its root, apart from volumes. */
    List<String> changedFiles() {
        // The daemon says null where nothing was changed.
        List<ChangeLog> changes =
                getDockerClient().containerDiffCmd(getContainerId()).exec();
        return changes == null
                ? List.of()
                : changes.stream().map(ChangeLog::getPath).toList();
    }

    /**
     * How a container ended.
     *
     * @param exitCode 143 after SIGTERM, 137 after SIGKILL
     */
    record Ending(long exitCode, boolean outOfMemory) {}
}
