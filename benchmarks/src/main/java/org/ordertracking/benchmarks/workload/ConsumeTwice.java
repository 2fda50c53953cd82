package org.ordertracking.benchmarks.workload;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.ordertracking.benchmarks.clients.ManyClients;
import org.ordertracking.benchmarks.clients.Subject;
import org.ordertracking.benchmarks.measure.Row;
import org.ordertracking.benchmarks.measure.Side;

/** Two groups read the same topic from its beginning, at once. What is timed begins when both have their first records. */
final class ConsumeTwice implements ServedWorkload {

    private static final int GROUPS = 2;
    private static final int PARTITIONS = 3;
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long PATIENCE_SECONDS = 60;

    private final Row row;
    private final int size;
    private final long records;
    private final Map<Side, String> topics = new EnumMap<>(Side.class);

    /** @param records in the topic, read by each group in a run that counts */
    ConsumeTwice(Row row, int size, long records) {
        this.row = row;
        this.size = size;
        this.records = records;
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
    public void prepare(Subject subject) throws Exception {
        topics.put(subject.side(), Consume.filled(subject, id(), PARTITIONS, size, records));
    }

    @Override
    public Outcome run(Subject subject, double scale) throws Exception {
        long count = Math.max(1, Math.round(records * Math.min(1, scale)));
        String topic = topics.get(subject.side());
        CyclicBarrier together = new CyclicBarrier(GROUPS);
        List<Double> seconds = ManyClients.run(GROUPS, number -> read(subject, topic, count, together));
        double longest = seconds.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        return Outcome.of(id(), GROUPS * count / longest, GROUPS * count);
    }

    private static double read(Subject subject, String topic, long records, CyclicBarrier together) throws Exception {
        String group = UUID.randomUUID().toString();
        try (Consumer<byte[], byte[]> consumer = subject.consumer(Map.of("group.id", group))) {
            consumer.subscribe(List.of(topic));
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            int head = 0;
            while (head == 0) {
                head = poll(consumer, deadline);
            }
            together.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            long start = System.nanoTime();
            long read = head;
            while (read < records) {
                read += poll(consumer, deadline);
            }
            // The head was fetched before the start; all groups have one of the same size at most.
            return (System.nanoTime() - start) / 1e9 * records / (records - head);
        }
    }

    private static int poll(Consumer<byte[], byte[]> consumer, long deadline) {
        if (System.nanoTime() > deadline) {
            throw new IllegalStateException("the topic was not read within " + PATIENCE_SECONDS + " s");
        }
        return consumer.poll(POLL).count();
    }
}
