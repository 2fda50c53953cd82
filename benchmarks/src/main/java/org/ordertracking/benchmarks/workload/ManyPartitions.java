package org.ordertracking.benchmarks.workload;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.ordertracking.benchmarks.clients.Latencies;
import org.ordertracking.benchmarks.clients.ManyClients;
import org.ordertracking.benchmarks.clients.Payloads;
import org.ordertracking.benchmarks.clients.SteadyProducer;
import org.ordertracking.benchmarks.clients.Subject;
import org.ordertracking.benchmarks.measure.Row;

/**
 * Many producers, each writing to all of many partitions in turn: first as fast as they can, then at a rate well below, at which
 * the time to the acknowledgement is taken.
 *
 * @param records of all producers together, in a run that counts
 * @param perSecond of all producers together, in the second part
 */
record ManyPartitions(
        Row throughput, Row latency, int producers, int partitions, int size, long records, double perSecond)
        implements ServedWorkload {

    /** Each client's buffer: the usual 32 MiB for each of fifty would be more than the client's heap. */
    private static final Map<String, String> CONFIG = Map.of("acks", "1", "buffer.memory", "16777216");

    private static final double SECONDS = 4;
    private static final double P99 = 0.99;

    @Override
    public String id() {
        return throughput.id();
    }

    @Override
    public List<Row> rows() {
        return List.of(throughput, latency);
    }

    @Override
    public Outcome run(Subject subject, double scale) throws Exception {
        String topic = subject.passingTopic(id(), partitions);
        // Each partition's first record, for which Kafka syncs a file of the partition's, does not count.
        send(subject, topic, 1, partitions);
        int each = Math.max(1, (int) Math.round(records * scale / producers));
        long start = System.nanoTime();
        send(subject, topic, producers, each);
        double saturated = (double) each * producers / ((System.nanoTime() - start) / 1e9);
        return new Outcome(Map.of(throughput.id(), saturated, latency.id(), p99AtRate(subject, topic, scale)), 0);
    }

    private void send(Subject subject, String topic, int clients, int each) throws Exception {
        List<byte[]> payloads = Payloads.of(size);
        ManyClients.run(clients, number -> {
            try (Producer<byte[], byte[]> producer = subject.producer(CONFIG)) {
                steady(producer, topic, number, payloads).send(each);
            }
            return number;
        });
    }

    private double p99AtRate(Subject subject, String topic, double scale) throws Exception {
        List<byte[]> payloads = Payloads.of(size);
        int each = Math.max(1, (int) (SECONDS * scale * perSecond / producers));
        List<long[]> times = ManyClients.run(producers, number -> {
            try (Producer<byte[], byte[]> producer = subject.producer(CONFIG)) {
                SteadyProducer steady = steady(producer, topic, number, payloads);
                // Connected, and the topic known, before a time counts.
                steady.send(1);
                return steady.sendAtRate(each, perSecond / producers);
            }
        });
        return Latencies.of(times).milliseconds(P99);
    }

    private SteadyProducer steady(Producer<byte[], byte[]> producer, String topic, int number, List<byte[]> payloads) {
        return new SteadyProducer(producer, topic, partitions, number * partitions / producers, payloads);
    }
}
