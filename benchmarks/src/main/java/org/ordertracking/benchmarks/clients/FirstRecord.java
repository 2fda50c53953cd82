package org.ordertracking.benchmarks.clients;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.ordertracking.benchmarks.brokers.RunningBroker;

/** The first record through a broker that has just been started: only then it is there for its clients. */
public final class FirstRecord {

    private static final Duration POLL = Duration.ofMillis(50);
    private static final long PATIENCE_SECONDS = 300;
    /** Clients that ask again soon, so that their own waiting is not what is measured. */
    private static final Map<String, String> EAGER = Map.of(
            "reconnect.backoff.ms", "5",
            "reconnect.backoff.max.ms", "20",
            "retry.backoff.ms", "5",
            "retry.backoff.max.ms", "20",
            "max.block.ms", "300000");

    private FirstRecord() {}

    /**
     * Waits for the broker, makes the topic if that is asked for, produces a record and reads it back.
     *
     * @return seconds from the start of the process until the record was read
     */
    public static double through(RunningBroker broker, String topic, boolean create) throws Exception {
        broker.awaitListening();
        try (Subject subject = new Subject(broker)) {
            if (create) {
                subject.create(topic, 1);
            }
            return through(subject, broker, new TopicPartition(topic, 0));
        }
    }

    private static double through(Subject subject, RunningBroker broker, TopicPartition partition) throws Exception {
        try (Producer<byte[], byte[]> producer = subject.producer(EAGER);
                Consumer<byte[], byte[]> consumer = subject.consumer(EAGER)) {
            long offset = producer.send(
                            new ProducerRecord<>(partition.topic(), partition.partition(), null, new byte[100]))
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .offset();
            consumer.assign(List.of(partition));
            consumer.seek(partition, offset);
            while (consumer.poll(POLL).isEmpty()) {
                if (broker.age() > PATIENCE_SECONDS) {
                    throw new IllegalStateException("the first record was not read within " + PATIENCE_SECONDS + " s");
                }
            }
            return broker.age();
        }
    }
}
