package org.ordertracking.benchmarks.brokers;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.ordertracking.benchmarks.measure.Side;

/**
 * The process of a broker.
 *
 * <pre>
 * start --> running --stop, kill, close--> ended
 * </pre>
 */
public final class RunningBroker implements AutoCloseable {

    private static final long START_SECONDS = 300;
    private static final long STOP_SECONDS = 120;
    private static final int CONNECT_MILLIS = 200;
    private static final int LOG_LINES = 5;
    private static final int FIRST_PORT = 20_000;
    private static final int PORTS = 12_000;
    private static final AtomicInteger NEXT_PORT = new AtomicInteger(new Random().nextInt(PORTS));

    private final Side side;
    private final Process process;
    private final int port;
    private final Path log;
    private final long startedAt;

    private RunningBroker(Side side, Process process, int port, Path log, long startedAt) {
        this.side = side;
        this.process = process;
        this.port = port;
        this.log = log;
        this.startedAt = startedAt;
    }

    static RunningBroker start(
            Side side, List<String> command, Map<String, String> environment, Path directory, int port)
            throws IOException {
        Path log = directory.resolve("broker.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        long startedAt = System.nanoTime();
        Process process = builder.start();
        process.getOutputStream().close();
        return new RunningBroker(side, process, port, log, startedAt);
    }

    /**
     * A port that nobody listens on now, another at each call. Not one of those that the kernel gives to clients: it might be taken by
     * the time the broker wants it.
     */
    static int freePort() throws IOException {
        for (int attempt = 0; attempt < PORTS; attempt++) {
            int port = FIRST_PORT + Math.floorMod(NEXT_PORT.getAndIncrement(), PORTS);
            try (ServerSocket socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                // The next one, then.
            }
        }
        throw new IOException("no port is free from " + FIRST_PORT + " on");
    }

    public Side side() {
        return side;
    }

    public long pid() {
        return process.pid();
    }

    public int port() {
        return port;
    }

    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    /** Seconds since the process was started. */
    public double age() {
        return (System.nanoTime() - startedAt) / 1e9;
    }

    /**
     * Waits until it takes connections.
     *
     * @throws IOException when it ends or takes too long; the message has its last errors, or the end of its output
     */
    public void awaitListening() throws IOException, InterruptedException {
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), CONNECT_MILLIS);
                return;
            } catch (IOException notYet) {
                if (!process.isAlive() || age() > START_SECONDS) {
                    throw new IOException(
                            side.title() + " does not listen after " + Math.round(age())
                                    + " s; the end of its output:\n" + endOfLog(),
                            notYet);
                }
            }
            // A few milliseconds between attempts: what is timed takes hundreds.
            process.waitFor(2, TimeUnit.MILLISECONDS);
        }
    }

    /** Lets it run for a while. */
    public void letRun(int seconds) throws IOException, InterruptedException {
        if (process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new IOException(side.title() + " ended by itself; the end of its output:\n" + endOfLog());
        }
    }

    /** Stops it as an operator does, with SIGTERM. */
    public void stop() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            kill();
            throw new IOException(side.title() + " has not stopped " + STOP_SECONDS + " s after SIGTERM");
        }
    }

    /** Ends it with SIGKILL. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private String endOfLog() throws IOException {
        List<String> lines = Files.readAllLines(log);
        List<String> errors = lines.stream()
                .filter(line -> line.contains("ERROR") || line.contains("Exception"))
                .toList();
        List<String> telling = errors.isEmpty() ? lines : errors;
        return String.join("\n", telling.subList(Math.max(0, telling.size() - LOG_LINES), telling.size()));
    }
}
