package org.ordertracking.benchmarks.run;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.ordertracking.benchmarks.brokers.Installation;
import org.ordertracking.benchmarks.growth.Dimension;
import org.ordertracking.benchmarks.measure.Failure;
import org.ordertracking.benchmarks.measure.Figures;
import org.ordertracking.benchmarks.measure.GrowthPoint;
import org.ordertracking.benchmarks.measure.Results;
import org.ordertracking.benchmarks.measure.Run;

/** How cost grows, one dimension after the other, each step once. */
public final class GrowthRuns {

    private static final long MINUTES = 30;

    private final Installation installation;
    private final boolean quick;
    private final Results results;
    private final Runnable keep;

    /**
     * @param quick whether with smaller steps, which is noted with the results
     * @param keep called after each dimension
     */
    public GrowthRuns(Installation installation, boolean quick, Results results, Runnable keep) {
        this.installation = installation;
        this.quick = quick;
        this.results = results;
        this.keep = keep;
    }

    /** Whatever happens to one of them, the others are measured. */
    public void run(List<Dimension> dimensions) {
        for (Dimension dimension : dimensions) {
            results.begin(new Run(dimension.id(), Instant.now(), quick), Set.of());
            try {
                for (GrowthPoint point : Bounded.call(MINUTES, () -> dimension.measure(installation))) {
                    results.add(point);
                    System.out.printf(
                            "%s %s: %s %s%n",
                            point.dimension(), Figures.plain(point.step()), point.measure(), Figures.of(point.value()));
                }
            } catch (Exception e) {
                Failure failure = Failure.of(dimension.id(), installation.side().title(), e);
                results.add(failure);
                System.out.println("FAILED " + failure.workload() + ", " + failure.reason());
            }
            keep.run();
        }
    }
}
