package org.ordertracking.benchmarks.workload;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.ordertracking.benchmarks.brokers.Installation;
import org.ordertracking.benchmarks.brokers.Launch;
import org.ordertracking.benchmarks.brokers.RunningBroker;
import org.ordertracking.benchmarks.clients.FirstRecord;
import org.ordertracking.benchmarks.measure.Row;
import org.ordertracking.benchmarks.measure.Side;

/** From the start of the process, on an empty folder, to the first record that was produced to a new topic and read back. */
final class ProcessStart implements LifecycleWorkload {

    /** Makes what is started of our broker as it was packaged, once. */
    interface Preparation {
        Installation of(Installation packaged) throws IOException, InterruptedException;
    }

    private final Row row;
    private final Path java;
    private final Path scratch;
    private final Preparation preparation;
    private Installation ours;
    private int starts;

    ProcessStart(Row row, Path java, Path scratch, Preparation preparation) {
        this.row = row;
        this.java = java;
        this.scratch = scratch;
        this.preparation = preparation;
    }

    @Override
    public String id() {
        return row.id();
    }

    @Override
    public List<Row> rows() {
        return List.of(row);
    }

    @Override
    public void prepare(Installation installation) throws Exception {
        if (installation.side() == Side.OURS) {
            ours = preparation.of(installation);
        }
        // The first start after a while reads programs from the disk.
        run(installation);
    }

    @Override
    public Outcome run(Installation installation) throws Exception {
        Path directory = scratch.resolve(id() + "-" + installation.side() + "-" + ++starts);
        Installation started = installation.side() == Side.OURS ? ours : installation;
        try (RunningBroker broker = started.start(Launch.in(directory, java))) {
            double seconds = FirstRecord.through(broker, "first", true);
            broker.stop();
            return Outcome.of(id(), seconds, 0);
        }
    }
}
