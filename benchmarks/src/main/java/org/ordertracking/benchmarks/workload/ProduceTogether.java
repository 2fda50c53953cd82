package org.ordertracking.benchmarks.workload;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.ordertracking.benchmarks.brokers.Durability;
import org.ordertracking.benchmarks.clients.ManyClients;
import org.ordertracking.benchmarks.clients.Payloads;
import org.ordertracking.benchmarks.clients.SteadyProducer;
import org.ordertracking.benchmarks.clients.Subject;
import org.ordertracking.benchmarks.measure.Row;

/**
 * Several producers at once, each with a connection of its own, into one new topic.
 *
 * @param records of all producers together, in a run that counts
 */
record ProduceTogether(
        Row row,
        Durability durability,
        int producers,
        int partitions,
        int size,
        long records,
        Map<String, String> config)
        implements ServedWorkload {

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
        String topic = subject.passingTopic(id(), partitions);
        List<byte[]> payloads = Payloads.of(size);
        long each = Math.max(1, Math.round(records * scale / producers));
        long start = System.nanoTime();
        ManyClients.run(producers, number -> {
            try (Producer<byte[], byte[]> producer = subject.producer(config)) {
                new SteadyProducer(producer, topic, partitions, number, payloads).send(each);
            }
            return number;
        });
        long sent = each * producers;
        return Outcome.of(id(), sent / ((System.nanoTime() - start) / 1e9), sent);
    }
}
