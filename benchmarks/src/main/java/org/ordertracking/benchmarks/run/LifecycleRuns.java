package org.ordertracking.benchmarks.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ordertracking.benchmarks.brokers.Installation;
import org.ordertracking.benchmarks.measure.Side;
import org.ordertracking.benchmarks.workload.LifecycleWorkload;

/** Workloads that start and end their brokers, one after the other. */
public final class LifecycleRuns {

    private static final long PREPARATION_MINUTES = 20;

    private final Map<Side, Installation> installations;
    private final Pairs pairs;

    public LifecycleRuns(Map<Side, Installation> installations, Pairs pairs) {
        this.installations = installations;
        this.pairs = pairs;
    }

    /** Whatever happens to one of them, the others are run. */
    public void run(List<LifecycleWorkload> workloads) throws Exception {
        for (LifecycleWorkload workload : workloads) {
            pairs.begin(workload);
            try {
                if (isPrepared(workload)) {
                    pairs.run(workload, 0, Optional.empty(), Map.of(), side -> workload.run(installations.get(side)));
                }
            } finally {
                workload.finish();
            }
        }
    }

    private boolean isPrepared(LifecycleWorkload workload) {
        for (Side side : Side.values()) {
            try {
                Bounded.call(PREPARATION_MINUTES, () -> {
                    workload.prepare(installations.get(side));
                    return null;
                });
            } catch (Exception e) {
                pairs.failed(workload, side, e);
                return false;
            }
        }
        return true;
    }
}
