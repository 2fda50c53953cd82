package org.ordertracking.endtoend.kafka;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends the numbers from 0 on, round and round over the partitions of a topic, until it is told to finish. At any time some
 * hundreds are under way, so that a broker that is killed is always killed in the middle.
 */
public final class SteadySender implements AutoCloseable {

    private static final int UNDER_WAY = 300;

    private final Producer<String, String> producer;
    private final String topic;
    private final int partitions;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Semaphore room = new Semaphore(UNDER_WAY);
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final Future<Integer> sent;
    private volatile Exception refusal;
    private volatile boolean finishing;

    public SteadySender(Producer<String, String> producer, String topic, int partitions) {
        this.producer = producer;
        this.topic = topic;
        this.partitions = partitions;
        this.sent = thread.submit(this::sendNumbers);
    }

    /** How many records the broker has acknowledged. */
    public int acknowledged() {
        return acknowledged.get();
    }

    /**
     * Sends no more and waits for the last acknowledgement.
     *
     * @return how many were sent
     * @throws IllegalStateException if a record was given up
     */
    public int finish() throws Exception {
        finishing = true;
        int count = sent.get();
        producer.flush();
        if (refusal != null) {
            throw new IllegalStateException("the producer gave a record up", refusal);
        }
        return count;
    }

    private int sendNumbers() throws InterruptedException {
        int number = 0;
        while (!finishing && refusal == null) {
            room.acquire();
            producer.send(
                    new ProducerRecord<>(topic, number % partitions, null, String.valueOf(number)),
                    (metadata, failure) -> {
                        room.release();
                        if (failure == null) {
                            acknowledged.incrementAndGet();
                        } else {
                            refusal = failure;
                        }
                    });
            number++;
        }
        return number;
    }

    @Override
    public void close() {
        finishing = true;
        thread.shutdownNow();
    }
}
