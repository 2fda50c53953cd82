package org.ordertracking.benchmarks.growth;

import java.util.List;
import org.ordertracking.benchmarks.brokers.Installation;
import org.ordertracking.benchmarks.measure.GrowthPoint;

/** Something that grows, and what our broker costs at a handful of steps. */
public interface Dimension {

    String MEMORY = "memory";
    String START = "start";
    String THROUGHPUT = "throughput";

    /** Short and lasting, as {@code partitions}; what {@code --only} is held against. */
    String id();

    /** Measures all steps, each on an empty folder unless what is there is what grows. */
    List<GrowthPoint> measure(Installation installation) throws Exception;
}
