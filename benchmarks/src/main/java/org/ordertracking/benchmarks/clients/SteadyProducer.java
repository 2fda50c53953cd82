package org.ordertracking.benchmarks.clients;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends records to the partitions of a topic in turn: as fast as it goes, or at a rate that does not wait for the broker. */
public final class SteadyProducer {

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final int partitions;
    private final List<byte[]> payloads;
    private final AtomicReference<Exception> refused = new AtomicReference<>();
    private int next;

    /** @param first the partition to begin with */
    public SteadyProducer(
            Producer<byte[], byte[]> producer, String topic, int partitions, int first, List<byte[]> payloads) {
        this.producer = producer;
        this.topic = topic;
        this.partitions = partitions;
        this.next = first;
        this.payloads = payloads;
    }

    /** Sends so many, and returns when all were acknowledged. */
    public void send(long records) throws Exception {
        AtomicLong acknowledged = new AtomicLong();
        for (long i = 0; i < records && refused.get() == null; i++) {
            producer.send(nextRecord(), (metadata, failure) -> {
                if (failure == null) {
                    acknowledged.incrementAndGet();
                } else {
                    refused.compareAndSet(null, failure);
                }
            });
        }
        producer.flush();
        failIfRefused();
        if (acknowledged.get() != records) {
            throw new IllegalStateException(acknowledged + " of " + records + " records were acknowledged");
        }
    }

    /**
     * Sends so many at a rate, each when it is due, and returns for each the nanoseconds from when it was due to its
     * acknowledgement, so that a wait counts for all that were due meanwhile.
     */
    public long[] sendAtRate(int records, double perSecond) throws Exception {
        long[] latencies = new long[records];
        long start = System.nanoTime();
        for (int i = 0; i < records && refused.get() == null; i++) {
            long due = start + (long) (i / perSecond * TimeUnit.SECONDS.toNanos(1));
            awaitTime(due);
            int number = i;
            producer.send(nextRecord(), (metadata, failure) -> {
                latencies[number] = System.nanoTime() - due;
                if (failure != null) {
                    refused.compareAndSet(null, failure);
                }
            });
        }
        producer.flush();
        failIfRefused();
        return latencies;
    }

    static void awaitTime(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private ProducerRecord<byte[], byte[]> nextRecord() {
        int number = next++;
        return new ProducerRecord<>(
                topic, Math.floorMod(number, partitions), null, payloads.get(Math.floorMod(number, payloads.size())));
    }

    private void failIfRefused() throws Exception {
        if (refused.get() != null) {
            throw refused.get();
        }
    }
}
