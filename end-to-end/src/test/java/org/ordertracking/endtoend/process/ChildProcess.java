package org.ordertracking.endtoend.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A process of the operating system.
 *
 * <pre>
 *   RUNNING ──ends by itself, {@link #terminate()}, {@link #kill()}──▶ ENDED
 * </pre>
 *
 * <p>Its output goes to files, so that it never waits for a reader and is there after a failure.
 */
public final class ChildProcess {

    private static final Duration GRACE = Duration.ofSeconds(20);

    private final String name;
    private final Process process;
    private final LogFile output;
    private final LogFile errors;

    private ChildProcess(String name, Process process, LogFile output, LogFile errors) {
        this.name = name;
        this.process = process;
        this.output = output;
        this.errors = errors;
    }

    /** Starts it; what it prints is appended to the two files. */
    static ChildProcess start(Command command, LogFile output, LogFile errors) {
        ProcessBuilder builder = new ProcessBuilder(command.arguments())
                .redirectInput(Redirect.from(LogFile.NOTHING))
                .redirectOutput(Redirect.appendTo(output.path().toFile()))
                .redirectError(Redirect.appendTo(errors.path().toFile()));
        builder.environment().putAll(command.environment());
        try {
            return new ChildProcess(command.name(), builder.start(), output, errors);
        } catch (IOException e) {
            throw new UncheckedIOException(command.name() + " cannot be started", e);
        }
    }

    public String name() {
        return name;
    }

    /** What it printed to standard output. */
    public LogFile output() {
        return output;
    }

    /** What it printed to standard error. */
    public LogFile errors() {
        return errors;
    }

    /** Its number at the operating system. */
    public long pid() {
        return process.pid();
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /**
     * How it ended; 128 and more is the number of a signal added to 128.
     *
     * @throws IllegalStateException if it does not end in this time
     */
    public int awaitExit(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(name + " has not ended after " + limit.toSeconds() + " s");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + name + " was to end", e);
        }
    }

    /** Asks it to end (SIGTERM), without waiting. */
    void requestEnd() {
        process.destroy();
    }

    /**
     * Ends it with SIGTERM.
     *
     * @throws IllegalStateException if it does not end; it is killed then
     */
    public void terminate() {
        requestEnd();
        awaitRequestedEnd();
    }

    /** Waits after {@link #requestEnd()}. */
    void awaitRequestedEnd() {
        try {
            awaitExit(GRACE);
        } catch (IllegalStateException stubborn) {
            kill();
            throw new IllegalStateException(
                    name + " was still there " + GRACE.toSeconds() + " s after SIGTERM and was killed", stubborn);
        }
    }

    /** Ends it with SIGKILL: nothing of it runs any more, not even a shutdown hook. */
    public void kill() {
        process.destroyForcibly();
        awaitExit(GRACE);
    }
}
