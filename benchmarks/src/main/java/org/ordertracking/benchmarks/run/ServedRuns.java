package org.ordertracking.benchmarks.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ordertracking.benchmarks.brokers.Durability;
import org.ordertracking.benchmarks.brokers.Installation;
import org.ordertracking.benchmarks.brokers.Launch;
import org.ordertracking.benchmarks.brokers.RunningBroker;
import org.ordertracking.benchmarks.clients.Subject;
import org.ordertracking.benchmarks.measure.Side;
import org.ordertracking.benchmarks.workload.Outcome;
import org.ordertracking.benchmarks.workload.ServedWorkload;

/**
 * Workloads for brokers that run: starts both, lets them and this process warm up with shorter runs of the same work, and
 * measures one workload after the other, each after a whole pair that does not count.
 */
public final class ServedRuns {

    private static final long WARM_UP_MINUTES = 5;
    private static final double WARM_UP_SCALE = 0.3;
    private static final double QUICK_SCALE = 0.3;
    private static final double WARM_UP_SECONDS = 30;
    private static final double QUICK_WARM_UP_SECONDS = 1;

    private final Map<Side, Installation> installations;
    private final Path java;
    private final Path scratch;
    private final Pairs pairs;
    private final boolean quick;

    /** @param scratch folder for data, which the caller removes */
    public ServedRuns(Map<Side, Installation> installations, Path java, Path scratch, Pairs pairs) {
        this.installations = installations;
        this.java = java;
        this.scratch = scratch;
        this.pairs = pairs;
        this.quick = pairs.isQuick();
    }

    /** Runs those of the workloads that ask for this durability. Whatever happens to one of them, the others are run. */
    public void run(Durability durability, List<ServedWorkload> all) {
        List<ServedWorkload> workloads = all.stream()
                .filter(workload -> workload.durability() == durability)
                .toList();
        if (workloads.isEmpty()) {
            return;
        }
        workloads.forEach(pairs::begin);
        Map<Side, Subject> subjects = new EnumMap<>(Side.class);
        try {
            for (Side side : Side.values()) {
                try {
                    subjects.put(side, started(side, durability));
                } catch (Exception e) {
                    workloads.forEach(workload -> pairs.failed(workload, side, e));
                    return;
                }
            }
            measure(warmedUp(workloads, subjects), subjects);
        } finally {
            for (Subject subject : subjects.values()) {
                subject.close();
                subject.broker().close();
            }
        }
    }

    private Subject started(Side side, Durability durability) throws Exception {
        Launch launch =
                Launch.in(scratch.resolve(durability + "-" + side), java).with(durability);
        RunningBroker broker = installations.get(side).start(launch);
        try {
            broker.awaitListening();
            return new Subject(broker);
        } catch (Exception e) {
            broker.close();
            throw e;
        }
    }

    /** Those that worked. */
    private List<ServedWorkload> warmedUp(List<ServedWorkload> workloads, Map<Side, Subject> subjects) {
        Set<ServedWorkload> failed = new HashSet<>();
        for (ServedWorkload workload : workloads) {
            attempt(workload, subjects, failed, subject -> {
                workload.prepare(subject);
                return null;
            });
        }
        double seconds = quick ? QUICK_WARM_UP_SECONDS : WARM_UP_SECONDS;
        long end = System.nanoTime() + (long) (seconds * 1e9);
        do {
            for (ServedWorkload workload : workloads) {
                attempt(workload, subjects, failed, subject -> workload.run(subject, WARM_UP_SCALE));
            }
        } while (System.nanoTime() < end && failed.size() < workloads.size());
        List<ServedWorkload> left = new ArrayList<>(workloads);
        left.removeAll(failed);
        return left;
    }

    private interface Attempt {
        Outcome on(Subject subject) throws Exception;
    }

    private void attempt(
            ServedWorkload workload, Map<Side, Subject> subjects, Set<ServedWorkload> failed, Attempt attempt) {
        for (Map.Entry<Side, Subject> side : subjects.entrySet()) {
            if (failed.contains(workload)) {
                return;
            }
            try {
                Machine.sync();
                Bounded.call(WARM_UP_MINUTES, () -> attempt.on(side.getValue()));
                side.getValue().sweep();
            } catch (Exception e) {
                pairs.failed(workload, side.getKey(), e);
                failed.add(workload);
            }
        }
    }

    private void measure(List<ServedWorkload> workloads, Map<Side, Subject> subjects) {
        Map<Side, Long> pids = new EnumMap<>(Side.class);
        subjects.forEach((side, subject) -> pids.put(side, subject.broker().pid()));
        for (ServedWorkload workload : workloads) {
            pairs.run(workload, 1, workload.cpuRow(), pids, side -> {
                Subject subject = subjects.get(side);
                try {
                    return workload.run(subject, quick ? QUICK_SCALE : 1);
                } finally {
                    subject.sweep();
                }
            });
        }
    }
}
