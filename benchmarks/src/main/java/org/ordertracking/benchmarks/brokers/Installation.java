package org.ordertracking.benchmarks.brokers;

import java.io.IOException;
import org.ordertracking.benchmarks.measure.Side;

/** A broker as it lies on the disk, which can be started any number of times. */
public interface Installation {

    Side side();

    /**
     * Starts the broker's process and returns at once.
     *
     * @throws IOException when it cannot be prepared or started
     */
    RunningBroker start(Launch launch) throws IOException;

    /** What it is started with, for the page: command and settings, one a line. */
    String configuration();
}
