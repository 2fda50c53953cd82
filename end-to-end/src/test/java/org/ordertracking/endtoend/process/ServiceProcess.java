package org.ordertracking.endtoend.process;

import static org.ordertracking.endtoend.process.Patience.eventually;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * A packaged Quarkus service as a process, as an operator would run it. It keeps its address and its data over restarts.
 *
 * <pre>
 *              ┌──{@link #launch}──▶ STARTING ──{@link #awaitReady}──▶ READY
 *   STOPPED ◀──┤                    │                     │
 *              └──{@link #stop} (SIGTERM), {@link #kill} (SIGKILL)──┘
 * </pre>
 */
public final class ServiceProcess {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private final ProcessSupervisor supervisor;
    private final int httpPort;
    private Command command;
    private ChildProcess process;

    private ServiceProcess(ProcessSupervisor supervisor, Command command, int httpPort) {
        this.supervisor = supervisor;
        this.command = command;
        this.httpPort = httpPort;
    }

    /**
     * A service that is not started yet.
     *
     * @param module folder of its Maven module, and its name
     * @param environment settings that differ from the defaults, apart from the HTTP port
     */
    public static ServiceProcess of(ProcessSupervisor supervisor, String module, Map<String, String> environment) {
        Path target = Path.of(System.getProperty("modules.directory"), module, "target")
                .toAbsolutePath()
                .normalize();
        int httpPort = FreePorts.next();
        Map<String, String> settings = new HashMap<>(environment);
        settings.put("QUARKUS_HTTP_PORT", String.valueOf(httpPort));
        return new ServiceProcess(supervisor, Flavour.tested().command(target, module, settings), httpPort);
    }

    public String name() {
        return command.name();
    }

    /** Where its HTTP interface is, while it runs. */
    public URI address() {
        return URI.create("http://localhost:" + httpPort);
    }

    /** Changes a variable of its environment, from the next start on. */
    public void configure(String variable, String value) {
        command = command.with(variable, value);
    }

    /** Gives it a heap of so many MiB, from the next start on. */
    public void configureHeap(int mebibytes) {
        command = command.withHeap(mebibytes);
    }

    /** Starts the process, without waiting. */
    public void launch() {
        if (process != null && process.isRunning()) {
            throw new IllegalStateException(name() + " is already running");
        }
        process = supervisor.start(command);
    }

    /** Waits until it says that it is ready, or fails as soon as it has ended. */
    public void awaitReady() {
        eventually().until(() -> {
            if (!process.isRunning()) {
                throw new IllegalStateException(
                        name() + " ended with code " + process.awaitExit(Duration.ZERO) + " instead of being ready");
            }
            return isUp("ready");
        });
    }

    /** Starts it and waits until it is ready. */
    public void start() {
        launch();
        awaitReady();
    }

    /** Its number at the operating system, until it is started again. */
    public long pid() {
        return process.pid();
    }

    public boolean isRunning() {
        return process.isRunning();
    }

    /** What it has printed since its first start. */
    public LogFile output() {
        return process.output();
    }

    /** The same of standard error, where it says why it cannot start. */
    public LogFile errors() {
        return process.errors();
    }

    /** Ends it with SIGTERM and waits until it has gone. */
    public void stop() {
        process.terminate();
    }

    /** Asks it to end (SIGTERM), without waiting. Asking again is no different. */
    public void requestStop() {
        process.requestEnd();
    }

    /** Waits until it has gone after {@link #requestStop}. */
    public void awaitStopped() {
        process.awaitRequestedEnd();
    }

    /** Ends it with SIGKILL and waits until it has gone. */
    public void kill() {
        process.kill();
    }

    /** Whether it answers that it lives; what does not is restarted where somebody watches over it. */
    public boolean saysThatItLives() {
        return isUp("live");
    }

    private boolean isUp(String check) {
        HttpRequest request = HttpRequest.newBuilder(address().resolve("/q/health/" + check))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + name() + " was asked for its health", e);
        }
    }
}
