package org.ordertracking.benchmarks.workload;

import java.util.Optional;
import org.ordertracking.benchmarks.brokers.Durability;
import org.ordertracking.benchmarks.clients.Subject;
import org.ordertracking.benchmarks.measure.Row;

/** Work for clients of brokers that run already, and have warmed up. */
public non-sealed interface ServedWorkload extends Workload {

    default Durability durability() {
        return Durability.PAGE_CACHE;
    }

    /** The row of the broker's processor seconds per million records, which the runner fills; it is one of {@link #rows}. */
    default Optional<Row> cpuRow() {
        return Optional.empty();
    }

    /** Once for each broker, before the first run: what is only read. */
    default void prepare(Subject subject) throws Exception {}

    /**
     * One run.
     *
     * @param scale share of the work to do, 1 for a run that counts; less warms up
     */
    Outcome run(Subject subject, double scale) throws Exception;
}
