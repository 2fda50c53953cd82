package org.ordertracking.benchmarks.clients;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Time from when a record was due to be sent until a consumer has it. Records are due at a steady rate, whatever became of those
 * before, so that a wait counts for every record that was due meanwhile.
 */
public final class LatencyProbe {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final long PATIENCE_SECONDS = 30;
    /** Records at the beginning that do not count: clients connect. */
    private static final int LEAD = 500;

    private LatencyProbe() {}

    /** @param topic with one partition, empty */
    public static Latencies measure(Subject subject, String topic, int records, double perSecond, int size)
            throws Exception {
        try (Consumer<byte[], byte[]> consumer = subject.consumer(Map.of());
                Producer<byte[], byte[]> producer = subject.producer(Map.of("acks", "1", "linger.ms", "0"))) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            consumer.position(partition);
            int all = records + LEAD;
            CompletableFuture<Void> sending =
                    CompletableFuture.runAsync(() -> send(producer, topic, all, perSecond, size));
            long[] latencies = new long[all];
            long deadline =
                    System.nanoTime() + (long) ((all / perSecond + PATIENCE_SECONDS) * TimeUnit.SECONDS.toNanos(1));
            int got = 0;
            while (got < all) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    latencies[got++] =
                            System.nanoTime() - ByteBuffer.wrap(record.value()).getLong();
                }
                if (sending.isCompletedExceptionally()) {
                    sending.join();
                }
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("got " + got + " of " + all + " records in time");
                }
            }
            sending.join();
            return Latencies.of(List.of(Arrays.copyOfRange(latencies, LEAD, all)));
        }
    }

    private static void send(Producer<byte[], byte[]> producer, String topic, int records, double perSecond, int size) {
        long start = System.nanoTime();
        for (int i = 0; i < records; i++) {
            long due = start + (long) (i / perSecond * TimeUnit.SECONDS.toNanos(1));
            SteadyProducer.awaitTime(due);
            byte[] value = ByteBuffer.allocate(size).putLong(due).array();
            producer.send(new ProducerRecord<>(topic, 0, null, value));
        }
        producer.flush();
    }
}
