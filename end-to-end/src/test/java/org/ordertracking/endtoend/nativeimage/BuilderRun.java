package org.ordertracking.endtoend.nativeimage;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Does what the builder of an executable does with classes that it initialises itself: initialises them, in a Java of its own.
 *
 * @param initialised all classes that were initialised by it, of libraries too
 * @param failures classes that could not be, with the reason
 */
record BuilderRun(Set<String> initialised, List<String> failures) {

    private static final Pattern INITIALISED = Pattern.compile("Initializing '([^']+)'");

    /** A run over some classes, apart from those that wait for run time. */
    static BuilderRun initialising(Collection<String> classes, NativeSources sources, Path directory) {
        Path log = directory.resolve("initialised.log");
        Path input = directory.resolve("classes");
        Path output = directory.resolve("output");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m"));
        sources.arguments().stream()
                .filter(argument -> argument.startsWith("-J-D"))
                .map(argument -> argument.substring("-J".length()))
                .forEach(command::add);
        command.addAll(List.of(
                "-Xlog:class+init=info:file=" + log,
                "-cp",
                sources.jars().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator))
                        + File.pathSeparator
                        + testClasses(),
                InitialiseClasses.class.getName()));
        command.addAll(sources.initialisedAtRunTime());
        try {
            Files.write(input, classes);
            Process process = new ProcessBuilder(command)
                    .redirectInput(input.toFile())
                    .redirectOutput(output.toFile())
                    .redirectErrorStream(true)
                    .start();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("the classes are not initialised after two minutes");
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException(
                        "initialising ended with " + process.exitValue() + ":\n" + Files.readString(output));
            }
            return new BuilderRun(
                    INITIALISED
                            .matcher(Files.readString(log))
                            .results()
                            .map(BuilderRun::className)
                            .collect(Collectors.toCollection(TreeSet::new)),
                    Files.readAllLines(output).stream()
                            .filter(line -> line.startsWith("failed "))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while classes were initialised", e);
        }
    }

    private static String className(MatchResult found) {
        return found.group(1).replace('/', '.');
    }

    private static Path testClasses() {
        return Path.of(InitialiseClasses.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
    }
}
