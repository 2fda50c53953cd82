package org.ordertracking.benchmarks.workload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ordertracking.benchmarks.brokers.Disk;
import org.ordertracking.benchmarks.brokers.Installation;
import org.ordertracking.benchmarks.brokers.Launch;
import org.ordertracking.benchmarks.brokers.RunningBroker;
import org.ordertracking.benchmarks.clients.Filling;
import org.ordertracking.benchmarks.clients.FirstRecord;
import org.ordertracking.benchmarks.clients.Subject;
import org.ordertracking.benchmarks.measure.Row;

/**
 * Starts with much data, each until a record went through. A run starts after a clean stop, which is timed; writes a fortieth of
 * the data to all partitions, is ended with SIGKILL, starts again, which is timed, and stops cleanly.
 */
final class Restart implements LifecycleWorkload {

    static final String ID = "restart";

    private static final int PARTITIONS = 200;
    private static final String DATA = "data";
    private static final String PROBE = "probe";
    private static final double WRITTEN_BEFORE_KILL = 1.0 / 40;
    /** Space for both brokers' data, with what is written before kills. */
    private static final double ROOM = 2 * 1.25;

    private final Row clean;
    private final Row killed;
    private final Path java;
    private final Path scratch;
    private final double gigabytes;

    Restart(Row clean, Row killed, Path java, Path scratch, double gigabytes) {
        this.clean = clean;
        this.killed = killed;
        this.java = java;
        this.scratch = scratch;
        this.gigabytes = gigabytes;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<Row> rows() {
        return List.of(clean, killed);
    }

    @Override
    public void prepare(Installation installation) throws Exception {
        if (Files.notExists(scratch.resolve(id()))) {
            Disk.requireFree(scratch, gigabytes * ROOM);
        }
        try (RunningBroker broker = installation.start(launch(installation))) {
            FirstRecord.through(broker, PROBE, true);
            try (Subject subject = new Subject(broker)) {
                subject.create(DATA, PARTITIONS);
                Filling.fill(subject, DATA, PARTITIONS, gigabytes);
            }
            broker.stop();
        }
    }

    @Override
    public Outcome run(Installation installation) throws Exception {
        double afterStop;
        try (RunningBroker broker = installation.start(launch(installation))) {
            afterStop = FirstRecord.through(broker, PROBE, false);
            try (Subject subject = new Subject(broker)) {
                Filling.fill(subject, DATA, PARTITIONS, gigabytes * WRITTEN_BEFORE_KILL);
            }
            broker.kill();
        }
        try (RunningBroker broker = installation.start(launch(installation))) {
            double afterKill = FirstRecord.through(broker, PROBE, false);
            broker.stop();
            return new Outcome(Map.of(clean.id(), afterStop, killed.id(), afterKill), 0);
        }
    }

    private Launch launch(Installation installation) {
        return Launch.in(scratch.resolve(id()).resolve(installation.side().name()), java);
    }

    @Override
    public void finish() throws IOException {
        Disk.remove(scratch.resolve(id()));
    }
}
