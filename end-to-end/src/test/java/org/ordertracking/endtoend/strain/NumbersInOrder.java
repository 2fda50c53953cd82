package org.ordertracking.endtoend.strain;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.ordertracking.endtoend.kafka.KafkaClients;

/**
 * Reads a partition from its beginning, and expects each key's numbers one after the other, none left out and none twice. To be
 * asked often enough that retention does not overtake it.
 */
final class NumbersInOrder implements Worker.Step {

    private static final Duration POLL = Duration.ofMillis(300);

    private final Consumer<String, String> consumer;
    private final Map<String, Long> last = new HashMap<>();

    NumbersInOrder(KafkaClients clients, TopicPartition partition, String isolation) {
        consumer = clients.consumer(Map.of(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation, ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"));
        consumer.assign(List.of(partition));
        consumer.seek(partition, 0);
    }

    @Override
    public void run() {
        for (ConsumerRecord<String, String> record : consumer.poll(POLL)) {
            long number = Long.parseLong(record.value());
            Long before = last.put(record.key(), number);
            if (number != (before == null ? 0 : before + 1)) {
                throw new AssertionError("%s-%d, offset %d: %s has %d behind %s"
                        .formatted(record.topic(), record.partition(), record.offset(), record.key(), number, before));
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
