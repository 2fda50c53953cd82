package org.ordertracking.benchmarks.clients;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.tools.ConsumerPerformance;
import org.apache.kafka.tools.ProducerPerformance;

/**
 * Kafka's own ProducerPerformance and ConsumerPerformance, run in this JVM so that one warm-up serves all runs. They print what
 * they found, so one of them runs at a time.
 */
public final class PerformanceTools {

    // 500000 records sent, 141242.9 records/sec (137.93 MB/sec), 150.58 ms avg latency, ..., 12 ms 99th, 14 ms 99.9th.
    private static final Pattern PRODUCED =
            Pattern.compile("(\\d+) records sent, ([\\d.]+) records/sec .* ms 99\\.9th\\.");
    private static final int CONSUMED_FIELDS = 10;
    private static final int CONSUMED_RECORDS = 4;
    /** Records per second without the time that the group took to form. */
    private static final int FETCHED_PER_SECOND = 9;

    private static final String PATIENCE_MILLIS = "60000";

    private PerformanceTools() {}

    /**
     * Sends records as fast as it can.
     *
     * @return acknowledged records per second
     * @throws IllegalStateException when not all were acknowledged
     */
    public static double produce(Subject subject, String topic, long records, Path payloads, Map<String, String> config)
            throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "--topic", topic, "--num-records", Long.toString(records), "--payload-file", payloads.toString()));
        arguments.addAll(List.of("--throughput", "-1", "--producer-props", "bootstrap.servers=" + subject.bootstrap()));
        config.forEach((name, value) -> arguments.add(name + "=" + value));
        return producedPerSecond(printedBy(() -> ProducerPerformance.main(arguments.toArray(String[]::new))), records);
    }

    /**
     * Reads a topic from its beginning in a new group.
     *
     * @return records per second, from when the group had formed
     * @throws IllegalStateException when fewer records came
     */
    public static double consume(Subject subject, String topic, long records) throws Exception {
        String[] arguments = {
            "--bootstrap-server",
            subject.bootstrap(),
            "--topic",
            topic,
            "--messages",
            Long.toString(records),
            "--timeout",
            PATIENCE_MILLIS,
            "--hide-header"
        };
        return consumedPerSecond(printedBy(() -> ConsumerPerformance.main(arguments)), records);
    }

    static double producedPerSecond(String printed, long records) {
        Matcher matcher = PRODUCED.matcher(printed);
        double perSecond = Double.NaN;
        long sent = -1;
        while (matcher.find()) {
            sent = Long.parseLong(matcher.group(1));
            perSecond = Double.parseDouble(matcher.group(2));
        }
        if (sent != records) {
            throw new IllegalStateException("ProducerPerformance sent " + sent + " of " + records + " records; "
                    + firstErrorIn(printed).orElse("it printed:\n" + printed));
        }
        return perSecond;
    }

    static double consumedPerSecond(String printed, long records) {
        for (String line : printed.lines().toList()) {
            String[] fields = line.split(", *");
            if (fields.length == CONSUMED_FIELDS && Long.parseLong(fields[CONSUMED_RECORDS]) >= records) {
                return Double.parseDouble(fields[FETCHED_PER_SECOND]);
            }
        }
        throw new IllegalStateException(
                "ConsumerPerformance did not read " + records + " records; it printed:\n" + printed);
    }

    private static Optional<String> firstErrorIn(String printed) {
        return printed.lines().filter(line -> line.contains("Exception: ")).findFirst();
    }

    private interface Program {
        void run() throws Exception;
    }

    private static synchronized String printedBy(Program program) throws Exception {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream capture = new PrintStream(printed, true, StandardCharsets.UTF_8);
        Exit.setExitProcedure((status, message) -> {
            throw new IllegalStateException("ended with code " + status + ": " + message);
        });
        System.setOut(capture);
        System.setErr(capture);
        try {
            program.run();
        } catch (IllegalStateException e) {
            throw new IllegalStateException(e.getMessage() + "\n" + printed.toString(StandardCharsets.UTF_8), e);
        } finally {
            System.setOut(out);
            System.setErr(err);
            Exit.resetExitProcedure();
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
