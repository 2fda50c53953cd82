package org.ordertracking.endtoend.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a process is started with.
 *
 * @param name names its log files and error messages
 * @param arguments the program and its arguments
 * @param environment added to this process's own
 */
public record Command(String name, List<String> arguments, Map<String, String> environment) {

    public Command {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /** A program that needs nothing in its environment. */
    public static Command of(String name, String... arguments) {
        return new Command(name, List.of(arguments), Map.of());
    }

    /** Java, as this process runs it, with a small heap and a quick start: many run side by side on few cores. */
    public static Command java(String name, List<String> arguments, Map<String, String> environment) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(arguments);
        return new Command(name, command, environment);
    }

    /** A main class of the tests' own class path. */
    public static Command mainClass(String name, String mainClass, List<String> arguments) {
        return mainClass(name, List.of(), mainClass, arguments);
    }

    /** As above, with options of the virtual machine, such as a larger heap. */
    public static Command mainClass(String name, List<String> options, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(arguments);
        return java(name, command, Map.of());
    }

    /** The same with a heap of so many MiB. */
    public Command withHeap(int mebibytes) {
        List<String> changed = arguments.stream()
                .map(argument -> argument.startsWith("-Xmx") ? "-Xmx%dm".formatted(mebibytes) : argument)
                .toList();
        return new Command(name, changed, environment);
    }

    /** The same with one more variable in its environment, or another value of it. */
    public Command with(String variable, String value) {
        Map<String, String> changed = new HashMap<>(environment);
        changed.put(variable, value);
        return new Command(name, arguments, changed);
    }
}
