package org.ordertracking.benchmarks.workload;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ordertracking.benchmarks.brokers.Durability;
import org.ordertracking.benchmarks.clients.Payloads;
import org.ordertracking.benchmarks.clients.PerformanceTools;
import org.ordertracking.benchmarks.clients.Subject;
import org.ordertracking.benchmarks.measure.Row;

/**
 * Kafka's ProducerPerformance, into a new topic of three partitions.
 *
 * @param payloads file with values
 * @param records in a run that counts
 * @param config of the producer
 */
record Produce(
        Row row, Optional<Row> cpuRow, Durability durability, Path payloads, long records, Map<String, String> config)
        implements ServedWorkload {

    private static final int PARTITIONS = 3;

    static Produce of(Row row, Path scratch, int size, long records, Map<String, String> config) throws IOException {
        return new Produce(row, Optional.empty(), Durability.PAGE_CACHE, Payloads.file(scratch, size), records, config);
    }

    Produce with(Durability other) {
        return new Produce(row, cpuRow, other, payloads, records, config);
    }

    Produce withCpu(Row cpu) {
        return new Produce(row, Optional.of(cpu), durability, payloads, records, config);
    }

    @Override
    public String id() {
        return row.id();
    }

    @Override
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>(List.of(row));
        cpuRow.ifPresent(rows::add);
        return rows;
    }

    @Override
    public Outcome run(Subject subject, double scale) throws Exception {
        String topic = subject.passingTopic(id(), PARTITIONS);
        long count = Math.max(1, Math.round(records * scale));
        return Outcome.of(id(), PerformanceTools.produce(subject, topic, count, payloads, config), count);
    }
}
