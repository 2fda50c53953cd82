package org.ordertracking.endtoend.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.output.OutputFrame;
import org.testcontainers.lifecycle.Startables;

/**
 * Starts the containers of a test class on a network of their own, and sees to it that neither they nor their volumes outlive
 * the class. A failure is given the ends of their logs. Without a Docker daemon the class fails.
 *
 * <p>For a static field with {@code @RegisterExtension}.
 */
final class ContainerSupervisor
        implements BeforeAllCallback,
                AfterAllCallback,
                TestExecutionExceptionHandler,
                LifecycleMethodExecutionExceptionHandler {

    private static final int TAIL_LINES = 15;

    private final List<GenericContainer<?>> started = new ArrayList<>();
    private final List<String> volumes = new ArrayList<>();
    private Path directory;
    private Network network;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        directory = Path.of(System.getProperty("output.directory"))
                .resolve(context.getRequiredTestClass().getSimpleName());
        Files.createDirectories(directory);
        network = Network.builder()
                // Ports are for this machine alone.
                .createNetworkCmdModifier(network ->
                        network.withOptions(Map.of("com.docker.network.bridge.host_binding_ipv4", "127.0.0.1")))
                .build();
    }

    /** The name of a new volume. */
    String volume(String name) {
        String volume = name + "-" + UUID.randomUUID();
        DockerClientFactory.lazyClient().createVolumeCmd().withName(volume).exec();
        volumes.add(volume);
        return volume;
    }

    /** Starts containers all at once, in no order, and waits until each is ready. */
    void start(Collection<? extends GenericContainer<?>> containers) {
        for (GenericContainer<?> container : containers) {
            Path log = directory.resolve(nameOf(container) + ".log");
            started.add(container.withNetwork(network).withLogConsumer(frame -> append(log, frame)));
        }
        Startables.deepStart(containers).join();
    }

    /** What the others call it; Testcontainers gives each a first alias of its own. */
    private static String nameOf(GenericContainer<?> container) {
        List<String> aliases = container.getNetworkAliases();
        return aliases.get(aliases.size() - 1);
    }

    private static void append(Path log, OutputFrame frame) {
        try {
            Files.writeString(
                    log,
                    frame.getUtf8String(),
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + log, e);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        started.forEach(GenericContainer::stop);
        network.close();
        volumes.forEach(volume ->
                DockerClientFactory.lazyClient().removeVolumeCmd(volume).exec());
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw withLogs(failure);
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw withLogs(failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw withLogs(failure);
    }

    private Throwable withLogs(Throwable failure) {
        started.stream()
                .filter(container -> container.getContainerId() != null)
                .map(LogTail::of)
                .forEach(failure::addSuppressed);
        return failure;
    }

    /** No failure by itself: carries the end of a log into the report of one. */
    private static final class LogTail extends Throwable {

        private static final long serialVersionUID = 1L;

        private LogTail(String message) {
            super(message, null, false, false);
        }

        static LogTail of(GenericContainer<?> container) {
            List<String> lines = container.getLogs().lines().toList();
            return new LogTail("the end of the log of " + nameOf(container) + ":\n  "
                    + String.join("\n  ", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size())));
        }
    }
}
