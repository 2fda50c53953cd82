package org.ordertracking.endtoend.compatibility;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.ordertracking.endtoend.process.ChildProcess;
import org.ordertracking.endtoend.process.Command;
import org.ordertracking.endtoend.process.ProcessSupervisor;

/** Runs programs of clients to their end. One that is not installed fails the test: a skipped check shows nothing. */
final class Programs {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final ProcessSupervisor processes;
    private final AtomicInteger number = new AtomicInteger();

    Programs(ProcessSupervisor processes) {
        this.processes = processes;
    }

    /** @throws IllegalStateException if it is not there, with the package that brings it */
    static void require(String program, String packageName) {
        if (!Files.isExecutable(Path.of(program))) {
            throw new IllegalStateException(
                    program + " is missing; install it with: sudo apt-get install -y " + packageName);
        }
    }

    /**
     * Runs a program that has to end well.
     *
     * @return the lines it printed
     * @throws AssertionError if it ends with another code than 0, with the end of what it said
     */
    List<String> run(String name, List<String> command) {
        return run(new Command(unique(name), command, Map.of()));
    }

    /** As above, a main class of the tests' class path. */
    List<String> runJava(String name, String mainClass, List<String> arguments) {
        return run(java(name, mainClass, arguments));
    }

    /**
     * As above, a main class that says its verdict in a line of its own.
     *
     * @throws AssertionError if it does not say so, too
     */
    List<String> runJava(String name, String mainClass, List<String> arguments, String verdict) {
        ChildProcess process = startJava(name, mainClass, arguments);
        int exit = process.awaitExit(LIMIT);
        List<String> lines = process.output().lines();
        if (exit != 0 || !lines.contains(verdict)) {
            throw new AssertionError(name + " ended with " + exit + " and did not say " + verdict + endOf(process));
        }
        return lines;
    }

    /** Starts a main class of the tests' class path, to be ended by the test. */
    ChildProcess startJava(String name, String mainClass, List<String> arguments) {
        return processes.start(java(name, mainClass, arguments));
    }

    /** What a program says before it fails, and that it does. */
    List<String> runJavaRefused(String name, String mainClass, List<String> arguments) {
        ChildProcess process = startJava(name, mainClass, arguments);
        if (process.awaitExit(LIMIT) == 0) {
            throw new AssertionError(name + " was to be refused, and was not: " + said(process));
        }
        return said(process);
    }

    /** All that it printed. */
    static List<String> said(ChildProcess process) {
        List<String> lines = new ArrayList<>(process.output().lines());
        lines.addAll(process.errors().lines());
        return lines;
    }

    /** With a heap that also workers of Connect and applications of Streams can live in. */
    private Command java(String name, String mainClass, List<String> arguments) {
        List<String> command =
                new ArrayList<>(List.of("-Xmx384m", "-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(arguments);
        return Command.java(unique(name), command, Map.of());
    }

    private List<String> run(Command command) {
        ChildProcess process = processes.start(command);
        int exit = process.awaitExit(LIMIT);
        if (exit != 0) {
            throw new AssertionError(command.name() + " ended with " + exit + endOf(process));
        }
        return process.output().lines();
    }

    /** What it printed last; the reason stands there, among the errors. */
    private static String endOf(ChildProcess process) {
        List<String> lines = said(process);
        return ":\n  " + String.join("\n  ", lines.subList(Math.max(0, lines.size() - 25), lines.size()));
    }

    private String unique(String name) {
        return "%02d-%s".formatted(number.incrementAndGet(), name);
    }
}
