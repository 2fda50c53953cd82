package org.ordertracking.benchmarks.growth;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ordertracking.benchmarks.brokers.Disk;
import org.ordertracking.benchmarks.brokers.Installation;
import org.ordertracking.benchmarks.brokers.Launch;
import org.ordertracking.benchmarks.brokers.RunningBroker;
import org.ordertracking.benchmarks.clients.Filling;
import org.ordertracking.benchmarks.clients.FirstRecord;
import org.ordertracking.benchmarks.clients.Subject;
import org.ordertracking.benchmarks.measure.GrowthPoint;
import org.ordertracking.benchmarks.measure.ProcFiles;

/** One topic of twenty partitions that is filled from step to step; the broker is started anew for each. */
public final class RetainedBytes implements Dimension {

    private static final int PARTITIONS = 20;
    private static final String TOPIC = "grown";
    private static final String PROBE = "probe";
    private static final int SETTLE_SECONDS = 3;

    private final Path java;
    private final Path scratch;
    private final List<Double> steps;

    /** @param steps GB, ascending */
    public RetainedBytes(Path java, Path scratch, List<Double> steps) {
        this.java = java;
        this.scratch = scratch;
        this.steps = steps;
    }

    @Override
    public String id() {
        return "growth-retained";
    }

    @Override
    public List<GrowthPoint> measure(Installation installation) throws Exception {
        Disk.requireFree(scratch, steps.get(steps.size() - 1) * 1.1);
        Path folder = scratch.resolve(id());
        Launch launch = Launch.in(folder, java);
        List<GrowthPoint> points = new ArrayList<>();
        try {
            try (RunningBroker broker = installation.start(launch);
                    Subject subject = new Subject(broker)) {
                FirstRecord.through(broker, PROBE, true);
                subject.create(TOPIC, PARTITIONS);
                broker.stop();
            }
            double there = 0;
            for (double step : steps) {
                points.addAll(measure(installation, launch, step, step - there));
                there = step;
            }
        } finally {
            Disk.remove(folder);
        }
        return points;
    }

    /** Fills, notes the speed; starts anew, notes how long that took and the memory some seconds later. */
    private List<GrowthPoint> measure(Installation installation, Launch launch, double step, double more)
            throws Exception {
        List<GrowthPoint> points = new ArrayList<>();
        try (RunningBroker broker = installation.start(launch)) {
            FirstRecord.through(broker, PROBE, false);
            try (Subject subject = new Subject(broker)) {
                points.add(point(step, THROUGHPUT, Filling.fill(subject, TOPIC, PARTITIONS, more)));
            }
            broker.stop();
        }
        try (RunningBroker broker = installation.start(launch)) {
            points.add(point(step, START, FirstRecord.through(broker, PROBE, false)));
            broker.letRun(SETTLE_SECONDS);
            points.add(point(step, MEMORY, ProcFiles.residentMebibytes(broker.pid())));
            broker.stop();
        }
        return points;
    }

    private GrowthPoint point(double step, String measure, double value) {
        return new GrowthPoint(id(), step, measure, value);
    }
}
