package org.ordertracking.endtoend.monitoring;

import static org.ordertracking.endtoend.process.Patience.eventually;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.ordertracking.endtoend.client.PrometheusApi;
import org.ordertracking.endtoend.client.UnexpectedStatusException;
import org.ordertracking.endtoend.process.ChildProcess;
import org.ordertracking.endtoend.process.Command;
import org.ordertracking.endtoend.process.FreePorts;
import org.ordertracking.endtoend.process.ProcessSupervisor;

/** A Prometheus server from Debian's package. */
final class PrometheusServer {

    private static final Path PROGRAM = Path.of("/usr/bin/prometheus");
    private static final Path TOOL = Path.of("/usr/bin/promtool");

    private final ChildProcess process;
    private final PrometheusApi api;

    private PrometheusServer(ChildProcess process, PrometheusApi api) {
        this.process = process;
        this.api = api;
    }

    /**
     * Starts a server without data and waits until it answers.
     *
     * @throws IllegalStateException if Prometheus is not installed, or ends at once
     */
    static PrometheusServer start(ProcessSupervisor processes, Path configuration) {
        require(PROGRAM);
        int port = FreePorts.next();
        ChildProcess process = processes.start(Command.of(
                "prometheus",
                PROGRAM.toString(),
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + processes.dataDirectory("prometheus"),
                "--web.listen-address=127.0.0.1:" + port));
        PrometheusServer server =
                new PrometheusServer(process, new PrometheusApi(URI.create("http://127.0.0.1:" + port)));
        eventually().ignoreExceptionsMatching(PrometheusServer::passes).until(server::answers);
        return server;
    }

    /**
     * Runs promtool to its end.
     *
     * @throws IllegalStateException if it is not installed
     */
    static ChildProcess tool(ProcessSupervisor processes, String name, String... arguments) {
        require(TOOL);
        String[] command = new String[arguments.length + 1];
        command[0] = TOOL.toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        ChildProcess tool = processes.start(Command.of(name, command));
        tool.awaitExit(Duration.ofMinutes(1));
        return tool;
    }

    PrometheusApi api() {
        return api;
    }

    /** It listens before it has opened its database, and says so. */
    private static boolean passes(Throwable failure) {
        return failure instanceof UncheckedIOException
                || failure instanceof UnexpectedStatusException refusal && refusal.status() == 503;
    }

    private boolean answers() {
        if (!process.isRunning()) {
            throw new IllegalStateException("prometheus ended with code " + process.awaitExit(Duration.ZERO));
        }
        return !api.version().isEmpty();
    }

    private static void require(Path program) {
        if (!Files.isExecutable(program)) {
            throw new IllegalStateException(program
                    + " is missing; install it with: sudo apt-get install -y --no-install-recommends prometheus");
        }
    }
}
