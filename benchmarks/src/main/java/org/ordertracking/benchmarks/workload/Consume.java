package org.ordertracking.benchmarks.workload;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;
import org.ordertracking.benchmarks.clients.Payloads;
import org.ordertracking.benchmarks.clients.PerformanceTools;
import org.ordertracking.benchmarks.clients.SteadyProducer;
import org.ordertracking.benchmarks.clients.Subject;
import org.ordertracking.benchmarks.measure.Row;
import org.ordertracking.benchmarks.measure.Side;

/**
 * Kafka's ConsumerPerformance over a topic that was written before, and so is in the page cache; a run reads it several times,
 * each in a new group.
 */
final class Consume implements ServedWorkload {

    private static final int PASSES = 3;

    private final Row row;
    private final Optional<Row> cpuRow;
    private final int partitions;
    private final int size;
    private final long records;
    private final Map<Side, String> topics = new EnumMap<>(Side.class);

    /** @param records in the topic */
    Consume(Row row, Optional<Row> cpuRow, int partitions, int size, long records) {
        this.row = row;
        this.cpuRow = cpuRow;
        this.partitions = partitions;
        this.size = size;
        this.records = records;
    }

    /** Fills a new topic in turn over its partitions, not compressed, in batches of the default size. */
    static String filled(Subject subject, String purpose, int partitions, int size, long records) throws Exception {
        String topic = subject.lastingTopic(purpose, partitions);
        try (Producer<byte[], byte[]> producer = subject.producer(Map.of("acks", "1"))) {
            new SteadyProducer(producer, topic, partitions, 0, Payloads.of(size)).send(records);
        }
        return topic;
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
    public Optional<Row> cpuRow() {
        return cpuRow;
    }

    @Override
    public void prepare(Subject subject) throws Exception {
        topics.put(subject.side(), filled(subject, id(), partitions, size, records));
    }

    @Override
    public Outcome run(Subject subject, double scale) throws Exception {
        long count = Math.max(1, Math.round(records * Math.min(1, scale)));
        double seconds = 0;
        for (int pass = 0; pass < PASSES; pass++) {
            seconds += count / PerformanceTools.consume(subject, topics.get(subject.side()), count);
        }
        return Outcome.of(id(), PASSES * count / seconds, PASSES * count);
    }
}
