package org.ordertracking.benchmarks.clients;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;

/** Much data, soon on the disk: records of 1 KiB that are not compressed, to all partitions of a topic in turn. */
public final class Filling {

    private static final int PRODUCERS = 3;
    private static final int RECORD_BYTES = 1024;
    private static final Map<String, String> CONFIG =
            Map.of("acks", "1", "batch.size", "262144", "linger.ms", "50", "buffer.memory", "134217728");

    private Filling() {}

    /** @return records per second */
    public static double fill(Subject subject, String topic, int partitions, double gigabytes) throws Exception {
        List<byte[]> payloads = Payloads.of(RECORD_BYTES);
        long each = Math.max(1, Math.round(gigabytes * 1e9 / RECORD_BYTES / PRODUCERS));
        long start = System.nanoTime();
        ManyClients.run(PRODUCERS, number -> {
            try (Producer<byte[], byte[]> producer = subject.producer(CONFIG)) {
                int first = number * partitions / PRODUCERS;
                new SteadyProducer(producer, topic, partitions, first, payloads).send(each);
            }
            return number;
        });
        return each * PRODUCERS / ((System.nanoTime() - start) / 1e9);
    }
}
