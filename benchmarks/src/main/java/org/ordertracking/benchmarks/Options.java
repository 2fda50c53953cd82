package org.ordertracking.benchmarks;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What the command line asks for.
 *
 * @param only workloads whose id has a part that matches; all without
 * @param pairs how often each broker does each piece of work that counts
 * @param quick shorter runs, less data, two pairs unless told otherwise
 * @param growth whether to measure how cost grows, too
 * @param gigabytes retained in the workload of restarts
 * @param write whether the page and its charts are written
 * @param reportOnly whether to measure nothing and report what the raw file has
 * @param aotJava a JDK that makes AOT caches; the rows that need one fail without
 */
record Options(
        Optional<Pattern> only,
        int pairs,
        boolean quick,
        boolean growth,
        double gigabytes,
        boolean write,
        boolean reportOnly,
        Optional<Path> aotJava) {

    static final String USAGE = """
            usage: benchmarks/run [OPTION...]

            Runs the same work on broker-service and on Apache Kafka, in turn, and how cost grows on broker-service; writes
            docs/performance.md between its markers, and docs/images/performance-*.svg. It wants a machine that is idle.

              --only REGEX    only workloads in whose name this is found; other results of the raw file stay, no page is written
              --pairs N       runs that count, on each broker (5)
              --quick         less work and data, two pairs, no page is written: to see that it works
              --no-growth     not how cost grows
              --gb N          data in 200 partitions for the restarts (10; 1 with --quick)
              --aot-java DIR  JDK 25 or newer, for the rows with an AOT cache (from AOT_JAVA_HOME)
              --write         write the page in spite of --only or --quick
              --report        measure nothing, write the page from the raw file

            Ends with 1 when a workload failed; the others are done.
            """;

    private static final int PAIRS = 5;
    private static final int QUICK_PAIRS = 2;
    private static final double GIGABYTES = 10;

    /**
     * @param aotJavaHome what the environment says of a JDK with AOT caches, or null
     * @throws IllegalArgumentException when an argument is none, or has no good value; the message names it
     */
    static Options parse(List<String> arguments, String aotJavaHome) {
        Optional<Pattern> only = Optional.empty();
        Optional<Path> aotJava = Optional.ofNullable(aotJavaHome).map(Path::of);
        int pairs = 0;
        double gigabytes = 0;
        boolean quick = false;
        boolean growth = true;
        boolean write = false;
        boolean reportOnly = false;
        Deque<String> left = new ArrayDeque<>(arguments);
        while (!left.isEmpty()) {
            String argument = left.pop();
            switch (argument) {
                case "--only" -> only = Optional.of(pattern(value(argument, left)));
                case "--pairs" -> pairs = (int) positive(argument, value(argument, left));
                case "--gb" -> gigabytes = positive(argument, value(argument, left));
                case "--aot-java" -> aotJava = Optional.of(Path.of(value(argument, left)));
                case "--quick" -> quick = true;
                case "--no-growth" -> growth = false;
                case "--write" -> write = true;
                case "--report" -> reportOnly = true;
                default -> throw new IllegalArgumentException(argument + " is no option");
            }
        }
        return new Options(
                only,
                pairs > 0 ? pairs : quick ? QUICK_PAIRS : PAIRS,
                quick,
                growth,
                gigabytes > 0 ? gigabytes : quick ? 1 : GIGABYTES,
                write || reportOnly || only.isEmpty() && !quick,
                reportOnly,
                aotJava);
    }

    boolean wants(String workload) {
        return only.isEmpty() || only.get().matcher(workload).find();
    }

    private static String value(String argument, Deque<String> left) {
        if (left.isEmpty()) {
            throw new IllegalArgumentException(argument + " needs a value");
        }
        return left.pop();
    }

    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("--only: " + e.getMessage(), e);
        }
    }

    private static double positive(String argument, String text) {
        try {
            double value = Double.parseDouble(text);
            if (value > 0 && value < 1_000_000) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(argument + " is " + text + ", which is no number", e);
        }
        throw new IllegalArgumentException(argument + " is " + text + "; it has to be above 0");
    }
}
