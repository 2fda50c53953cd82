package org.ordertracking.benchmarks.workload;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.ordertracking.benchmarks.brokers.Installation;
import org.ordertracking.benchmarks.brokers.Launch;
import org.ordertracking.benchmarks.brokers.RunningBroker;
import org.ordertracking.benchmarks.clients.FirstRecord;
import org.ordertracking.benchmarks.clients.PerformanceTools;
import org.ordertracking.benchmarks.clients.Subject;
import org.ordertracking.benchmarks.measure.MemoryPeak;
import org.ordertracking.benchmarks.measure.ProcFiles;
import org.ordertracking.benchmarks.measure.Row;

/**
 * Memory of a broker that was started and has passed one record on, some seconds later, and the most it has while it is produced
 * to.
 */
final class ResidentMemory implements LifecycleWorkload {

    private static final int SETTLE_SECONDS = 5;
    private static final int PARTITIONS = 3;

    private final Row idle;
    private final Row loaded;
    private final OptionalInt heapMebibytes;
    private final Path java;
    private final Path scratch;
    private final Load load;
    private int starts;

    /**
     * What is produced.
     *
     * @param payloads file with values
     * @param config of the producer
     */
    record Load(Path payloads, long records, Map<String, String> config) {}

    ResidentMemory(Row idle, Row loaded, OptionalInt heapMebibytes, Path java, Path scratch, Load load) {
        this.idle = idle;
        this.loaded = loaded;
        this.heapMebibytes = heapMebibytes;
        this.java = java;
        this.scratch = scratch;
        this.load = load;
    }

    @Override
    public String id() {
        return idle.id();
    }

    @Override
    public List<Row> rows() {
        return List.of(idle, loaded);
    }

    @Override
    public Outcome run(Installation installation) throws Exception {
        Path directory = scratch.resolve(id() + "-" + installation.side() + "-" + ++starts);
        Launch launch = Launch.in(directory, java).withHeap(heapMebibytes);
        try (RunningBroker broker = installation.start(launch)) {
            FirstRecord.through(broker, "first", true);
            broker.letRun(SETTLE_SECONDS);
            double before = ProcFiles.residentMebibytes(broker.pid());
            double most = underLoad(broker);
            broker.stop();
            return new Outcome(Map.of(idle.id(), before, loaded.id(), most), 0);
        }
    }

    private double underLoad(RunningBroker broker) throws Exception {
        try (Subject subject = new Subject(broker);
                MemoryPeak peak = MemoryPeak.of(broker.pid())) {
            String topic = subject.lastingTopic(id(), PARTITIONS);
            PerformanceTools.produce(subject, topic, load.records(), load.payloads(), load.config());
            return peak.mebibytes();
        }
    }
}
