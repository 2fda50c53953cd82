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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Starts the processes of a test class, in a folder of its own, and sees to it that none outlives the class. A failure is
 * given what witnesses say of the moment, and the ends of the logs.
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
    private final Map<String, Supplier<List<String>>> witnesses = new ConcurrentHashMap<>();
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

    /**
     * Has a failure say how something stood when it happened, which logs do not tell.
     *
     * @param title what the lines are about
     */
    public void onFailureTell(String title, Supplier<List<String>> lines) {
        witnesses.put(title, lines);
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw withEvidence(failure);
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw withEvidence(failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw withEvidence(failure);
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
            throw withEvidence(failure);
        }
    }

    private void killAll() {
        started.stream().filter(ChildProcess::isRunning).forEach(ChildProcess::kill);
    }

    private <T extends Throwable> T withEvidence(T failure) {
        witnesses.forEach((title, lines) -> failure.addSuppressed(new Evidence(title, heard(lines))));
        Map<Path, LogFile> logs = new LinkedHashMap<>();
        for (ChildProcess process : started) {
            logs.put(process.output().path(), process.output());
            logs.put(process.errors().path(), process.errors());
        }
        logs.values().stream()
                .filter(log -> !log.tail(1).isEmpty())
                .map(log -> new Evidence("the end of " + log.path(), log.tail(TAIL_LINES)))
                .forEach(failure::addSuppressed);
        return failure;
    }

    /** A witness that is away is evidence, too, and must not take the place of the failure. */
    private static List<String> heard(Supplier<List<String>> lines) {
        try {
            return lines.get();
        } catch (RuntimeException away) {
            return List.of(String.valueOf(away));
        }
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

    /** No failure by itself: carries lines into the report of one. */
    private static final class Evidence extends Throwable {

        private static final long serialVersionUID = 1L;

        Evidence(String title, List<String> lines) {
            super(title + ":\n  " + String.join("\n  ", lines), null, false, false);
        }
    }
}
