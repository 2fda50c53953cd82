package org.ordertracking.benchmarks.growth;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.ordertracking.benchmarks.brokers.Disk;
import org.ordertracking.benchmarks.brokers.Installation;
import org.ordertracking.benchmarks.brokers.Launch;
import org.ordertracking.benchmarks.brokers.RunningBroker;
import org.ordertracking.benchmarks.clients.FirstRecord;
import org.ordertracking.benchmarks.clients.ManyClients;
import org.ordertracking.benchmarks.clients.Payloads;
import org.ordertracking.benchmarks.clients.SteadyProducer;
import org.ordertracking.benchmarks.clients.Subject;
import org.ordertracking.benchmarks.measure.GrowthPoint;
import org.ordertracking.benchmarks.measure.ProcFiles;

/** One topic with more and more partitions, all of which are written to in turn; then a restart. */
public final class Partitions implements Dimension {

    private static final int PRODUCERS = 4;
    private static final int RECORD_BYTES = 1024;
    private static final String TOPIC = "grown";
    private static final String PROBE = "probe";
    private static final Map<String, String> CONFIG = Map.of("acks", "1");

    private final Path java;
    private final Path scratch;
    private final List<Integer> steps;
    private final long records;

    /** @param records written at each step */
    public Partitions(Path java, Path scratch, List<Integer> steps, long records) {
        this.java = java;
        this.scratch = scratch;
        this.steps = steps;
        this.records = records;
    }

    @Override
    public String id() {
        return "growth-partitions";
    }

    @Override
    public List<GrowthPoint> measure(Installation installation) throws Exception {
        List<GrowthPoint> points = new ArrayList<>();
        for (int step : steps) {
            Path folder = scratch.resolve(id() + "-" + step);
            try {
                points.addAll(measure(installation, Launch.in(folder, java), step));
            } finally {
                Disk.remove(folder);
            }
        }
        return points;
    }

    private List<GrowthPoint> measure(Installation installation, Launch launch, int partitions) throws Exception {
        List<GrowthPoint> points = new ArrayList<>();
        try (RunningBroker broker = installation.start(launch)) {
            FirstRecord.through(broker, PROBE, true);
            try (Subject subject = new Subject(broker)) {
                subject.create(TOPIC, partitions);
                // The first run brings the JVM up to its speed.
                produce(subject, partitions);
                points.add(point(partitions, THROUGHPUT, produce(subject, partitions)));
            }
            points.add(point(partitions, MEMORY, ProcFiles.residentMebibytes(broker.pid())));
            broker.stop();
        }
        try (RunningBroker broker = installation.start(launch)) {
            points.add(point(partitions, START, FirstRecord.through(broker, PROBE, false)));
            broker.stop();
        }
        return points;
    }

    private double produce(Subject subject, int partitions) throws Exception {
        List<byte[]> payloads = Payloads.of(RECORD_BYTES);
        long start = System.nanoTime();
        ManyClients.run(PRODUCERS, number -> {
            try (Producer<byte[], byte[]> producer = subject.producer(CONFIG)) {
                int first = number * partitions / PRODUCERS;
                new SteadyProducer(producer, TOPIC, partitions, first, payloads).send(records / PRODUCERS);
            }
            return number;
        });
        return records / ((System.nanoTime() - start) / 1e9);
    }

    private GrowthPoint point(int step, String measure, double value) {
        return new GrowthPoint(id(), step, measure, value);
    }
}
