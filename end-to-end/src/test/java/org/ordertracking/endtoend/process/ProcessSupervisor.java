package org.ordertracking.endtoend.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Starts the processes of a test class, in a folder of its own, and sees to it that none outlives the class. A failure is
 * given the ends of their logs.
 *
 * <p>For a static field with {@code @RegisterExtension}.
 */
public final class ProcessSupervisor
        implements BeforeAllCallback,
                AfterAllCallback,
                TestExecutionExceptionHandler,
                LifecycleMethodExecutionExceptionHandler {

    private static final int TAIL_LINES = 15;

    private final List<ChildProcess> started = new CopyOnWriteArrayList<>();
    private final Thread lastResort = new Thread(this::killAll, "kill-child-processes");
    private Path directory;

    @Override
    public void beforeAll(ExtensionContext context) {
        directory = Path.of(System.getProperty("output.directory"))
                .resolve(context.getRequiredTestClass().getSimpleName())
                .toAbsolutePath();
        removeAll(directory);
        create(directory);
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    /** Starts a process. A later one of the same name writes to the same log. */
    public ChildProcess start(Command command) {
        ChildProcess process = ChildProcess.start(
                command,
                new LogFile(directory.resolve(command.name() + ".log")),
                new LogFile(directory.resolve(command.name() + ".err.log")));
        started.add(process);
        return process;
    }

    /** A new folder for what a process keeps. It is left after the test, for those who look into a failure. */
    public Path dataDirectory(String name) {
        Path data = directory.resolve(name + ".data");
        create(data);
        return data;
    }

    /** A file for a process to read. */
    public Path file(String name, String content) {
        try {
            return Files.writeString(directory.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + name, e);
        }
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

    /** Ends all at once, so that the slowest alone is waited for. One that ignores SIGTERM fails the class. */
    @Override
    public void afterAll(ExtensionContext context) {
        List<ChildProcess> running =
                started.stream().filter(ChildProcess::isRunning).toList();
        running.forEach(ChildProcess::requestEnd);
        List<RuntimeException> stubborn = new ArrayList<>();
        for (ChildProcess process : running) {
            try {
                process.awaitRequestedEnd();
            } catch (RuntimeException e) {
                stubborn.add(e);
            }
        }
        Runtime.getRuntime().removeShutdownHook(lastResort);
        if (!stubborn.isEmpty()) {
            IllegalStateException failure = new IllegalStateException(
                    stubborn.stream().map(Throwable::getMessage).collect(Collectors.joining("; ")));
            stubborn.forEach(failure::addSuppressed);
            throw withLogs(failure);
        }
    }

    private void killAll() {
        started.stream().filter(ChildProcess::isRunning).forEach(ChildProcess::kill);
    }

    private <T extends Throwable> T withLogs(T failure) {
        Map<Path, LogFile> logs = new LinkedHashMap<>();
        for (ChildProcess process : started) {
            logs.put(process.output().path(), process.output());
            logs.put(process.errors().path(), process.errors());
        }
        logs.values().stream()
                .filter(log -> !log.tail(1).isEmpty())
                .map(log -> new LogTail(log, TAIL_LINES))
                .forEach(failure::addSuppressed);
        return failure;
    }

    private static void removeAll(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> content = Files.walk(directory)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + directory + " of an earlier run", e);
        }
    }

    private static void create(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make " + directory, e);
        }
    }

    /** No failure by itself: carries the end of a log into the report of one. */
    private static final class LogTail extends Throwable {

        private static final long serialVersionUID = 1L;

        LogTail(LogFile log, int lines) {
            super("the end of " + log.path() + ":\n  " + String.join("\n  ", log.tail(lines)), null, false, false);
        }
    }
}
