package org.ordertracking.benchmarks.workload;

import java.util.List;
import org.ordertracking.benchmarks.measure.Row;

/** A piece of work that both brokers are given, and what is measured of it. */
public sealed interface Workload permits ServedWorkload, LifecycleWorkload {

    /** Short and lasting; what {@code --only} is held against. */
    String id();

    /** The lines of the table that it fills. */
    List<Row> rows();
}
