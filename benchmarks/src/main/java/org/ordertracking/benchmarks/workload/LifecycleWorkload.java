package org.ordertracking.benchmarks.workload;

import org.ordertracking.benchmarks.brokers.Installation;

/** Work that starts and ends the broker itself. */
public non-sealed interface LifecycleWorkload extends Workload {

    /** Once for each broker, before the first run. */
    default void prepare(Installation installation) throws Exception {}

    /** One run. What it started has ended when it returns, or throws. */
    Outcome run(Installation installation) throws Exception;

    /** After the last run: removes what it left on the disk. */
    default void finish() throws Exception {}
}
