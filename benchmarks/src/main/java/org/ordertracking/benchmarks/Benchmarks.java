package org.ordertracking.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ordertracking.benchmarks.brokers.ApacheKafka;
import org.ordertracking.benchmarks.brokers.BrokerService;
import org.ordertracking.benchmarks.brokers.Disk;
import org.ordertracking.benchmarks.brokers.Durability;
import org.ordertracking.benchmarks.brokers.Installation;
import org.ordertracking.benchmarks.measure.Results;
import org.ordertracking.benchmarks.measure.Side;
import org.ordertracking.benchmarks.report.RawFile;
import org.ordertracking.benchmarks.run.GrowthRuns;
import org.ordertracking.benchmarks.run.LifecycleRuns;
import org.ordertracking.benchmarks.run.Machine;
import org.ordertracking.benchmarks.run.Pairs;
import org.ordertracking.benchmarks.run.ServedRuns;

/** The program: {@code benchmarks/run}, from the root of the project. */
public final class Benchmarks {

    private static final Path RAW = Path.of("benchmarks/target/results.tsv");
    private static final Path BROKER = Path.of("broker-service/target/quarkus-app/quarkus-run.jar");
    private static final Path KAFKA = Path.of("benchmarks/apache-kafka/target/kafka");

    private final Options options;
    private final Map<Side, Installation> installations = new EnumMap<>(Side.class);
    private final Path java = Path.of(System.getProperty("java.home"), "bin", "java");

    private Benchmarks(Options options) throws IOException {
        this.options = options;
        installations.put(Side.OURS, BrokerService.of(BROKER));
        installations.put(Side.KAFKA, ApacheKafka.of(KAFKA));
    }

    public static void main(String[] arguments) {
        // Kafka's tools print figures as the locale has it, and they are read again.
        Locale.setDefault(Locale.ROOT);
        if (List.of(arguments).contains("--help")) {
            System.out.print(Options.USAGE);
            return;
        }
        int code;
        try {
            code = new Benchmarks(Options.parse(List.of(arguments), System.getenv("AOT_JAVA_HOME"))).run();
        } catch (IllegalArgumentException e) {
            System.err.println("benchmarks: " + e.getMessage());
            code = 2;
        } catch (Exception e) {
            e.printStackTrace(); // what nobody foresaw: whoever runs it on a terminal has nothing else to go by
            code = 1;
        }
        // Clients of a broker that hung may have left threads.
        System.exit(code);
    }

    private int run() throws Exception {
        boolean goesOn = options.reportOnly() || options.only().isPresent();
        Results results = goesOn && Files.exists(RAW) ? RawFile.read(RAW) : new Results();
        Path scratch = Files.createTempDirectory("benchmarks");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> cleanUp(scratch)));
        Plan plan = new Plan(options, scratch, java);
        if (!options.reportOnly()) {
            Machine.facts(java, scratch).forEach(results::fact);
            plan.facts().forEach(results::fact);
            measure(plan, scratch, results);
        }
        new Report(results, installations).publish(plan.rows(), options.write());
        return results.failures().isEmpty() ? 0 : 1;
    }

    /** However the program ends: brokers end with it, and leave nothing on the disk. */
    private static void cleanUp(Path scratch) {
        ProcessHandle.current().descendants().forEach(child -> {
            child.destroyForcibly();
            child.onExit().join();
        });
        try {
            Disk.remove(scratch);
        } catch (IOException e) {
            System.err.println("benchmarks: " + scratch + " is left over: " + e);
        }
    }

    private void measure(Plan plan, Path scratch, Results results) throws Exception {
        Runnable keep = () -> keep(results);
        Pairs pairs = new Pairs(options.pairs(), options.quick(), results, keep);
        for (Durability durability : Durability.values()) {
            new ServedRuns(installations, java, scratch, pairs).run(durability, plan.served());
        }
        new LifecycleRuns(installations, pairs).run(plan.lifecycle());
        new GrowthRuns(installations.get(Side.OURS), options.quick(), results, keep).run(plan.growth());
        keep(results);
    }

    private static void keep(Results results) {
        try {
            RawFile.write(results, RAW);
        } catch (IOException e) {
            throw new UncheckedIOException(RAW + " cannot be written", e);
        }
    }
}
