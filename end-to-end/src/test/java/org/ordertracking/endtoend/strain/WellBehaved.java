package org.ordertracking.endtoend.strain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.ordertracking.endtoend.kafka.KafkaClients;

/** A producer that waits for each acknowledgement, and a consumer that reads what it wrote. */
final class WellBehaved implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    /** Only so that a test ends that would hang. */
    private static final long HANGS_SECONDS = 120;

    private final TopicPartition partition;
    private final Producer<String, String> producer;
    private final Consumer<String, String> consumer;
    private int next;

    WellBehaved(KafkaClients clients, String topic) {
        clients.createTopic(topic, 1);
        partition = new TopicPartition(topic, 0);
        producer = clients.producer(Map.of(ProducerConfig.LINGER_MS_CONFIG, 0));
        consumer = clients.consumer(Map.of());
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        writeAndRead(1);
    }

    /** Writes so many records, one by one, and reads them. */
    void writeAndRead(int records) {
        for (int i = 0; i < records; i++) {
            String value = String.valueOf(next++);
            try {
                producer.send(new ProducerRecord<>(partition.topic(), value)).get(HANGS_SECONDS, TimeUnit.SECONDS);
            } catch (Exception failure) {
                throw new AssertionError("record " + value + " was not acknowledged", failure);
            }
            assertThat(readOne()).isEqualTo(value);
        }
    }

    private String readOne() {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(HANGS_SECONDS);
        while (System.nanoTime() < giveUp) {
            for (ConsumerRecord<String, String> record : consumer.poll(POLL)) {
                return record.value();
            }
        }
        throw new AssertionError("an acknowledged record did not come");
    }

    @Override
    public void close() {
        producer.close(POLL);
        consumer.close();
    }
}
