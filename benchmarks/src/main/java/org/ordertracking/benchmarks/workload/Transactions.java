package org.ordertracking.benchmarks.workload;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.ordertracking.benchmarks.brokers.Durability;
import org.ordertracking.benchmarks.clients.Payloads;
import org.ordertracking.benchmarks.clients.Subject;
import org.ordertracking.benchmarks.measure.Row;

/** One producer commits one transaction of ten records after the other. */
record Transactions(Row row, Durability durability, int size, int commits) implements ServedWorkload {

    private static final int RECORDS = 10;
    private static final int LEAD = 10;
    private static final int PARTITIONS = 3;

    @Override
    public String id() {
        return row.id();
    }

    @Override
    public List<Row> rows() {
        return List.of(row);
    }

    @Override
    public Outcome run(Subject subject, double scale) throws Exception {
        String topic = subject.passingTopic(id(), PARTITIONS);
        List<byte[]> payloads = Payloads.of(size);
        int count = Math.max(1, (int) Math.round(commits * scale));
        try (Producer<byte[], byte[]> producer = subject.producer(Map.of("transactional.id", topic))) {
            producer.initTransactions();
            commit(producer, topic, payloads, LEAD);
            long start = System.nanoTime();
            commit(producer, topic, payloads, count);
            return Outcome.of(id(), count / ((System.nanoTime() - start) / 1e9), (long) count * RECORDS);
        }
    }

    private static void commit(Producer<byte[], byte[]> producer, String topic, List<byte[]> payloads, int count) {
        for (int i = 0; i < count; i++) {
            producer.beginTransaction();
            for (int record = 0; record < RECORDS; record++) {
                int number = i * RECORDS + record;
                producer.send(
                        new ProducerRecord<>(topic, number % PARTITIONS, null, payloads.get(number % payloads.size())));
            }
            producer.commitTransaction();
        }
    }
}
