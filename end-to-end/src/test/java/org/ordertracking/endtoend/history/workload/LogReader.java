package org.ordertracking.endtoend.history.workload;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.ordertracking.endtoend.history.Operation.Read;
import org.ordertracking.endtoend.history.Slice;
import org.ordertracking.endtoend.history.Value;

/** Reads all partitions while they are written, and goes back now and then to read a stretch again. */
final class LogReader implements Actor {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int BACK_ONE_IN = 50;
    private static final int FARTHEST_BACK = 500;

    private final Stage stage;
    private final IsolationLevel isolation;
    private final String name;
    private final Random random;

    LogReader(Stage stage, IsolationLevel isolation, String name, long seed) {
        this.stage = stage;
        this.isolation = isolation;
        this.name = name;
        this.random = new Random(seed);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void act() {
        List<TopicPartition> partitions = Stream.concat(stage.sources().stream(), stage.targets().stream())
                .toList();
        Map<TopicPartition, Long> positions = new HashMap<>();
        try (Consumer<String, String> consumer = stage.connection().reader(isolation)) {
            consumer.assign(partitions);
            partitions.forEach(partition -> seek(consumer, partition, 0, positions));
            while (!stage.ending().getAsBoolean()) {
                poll(consumer, positions);
                if (random.nextInt(BACK_ONE_IN) == 0) {
                    TopicPartition partition = partitions.get(random.nextInt(partitions.size()));
                    long back = Math.max(0, positions.get(partition) - random.nextInt(FARTHEST_BACK));
                    seek(consumer, partition, back, positions);
                }
            }
        }
    }

    private void poll(Consumer<String, String> consumer, Map<TopicPartition, Long> positions) {
        long begun = stage.recorder().begin();
        ConsumerRecords<String, String> records = consumer.poll(POLL);
        positions.forEach((partition, from) -> {
            long to = consumer.position(partition);
            if (to > from) {
                SortedMap<Long, Value> values = new TreeMap<>();
                records.records(partition).forEach(record -> values.put(record.offset(), Value.parse(record.value())));
                stage.recorder()
                        .add(new Read(
                                stage.recorder().since(begun),
                                name,
                                isolation,
                                new Slice(partition, from, to, values)));
            }
        });
        positions.replaceAll((partition, from) -> consumer.position(partition));
    }

    private static void seek(
            Consumer<String, String> consumer,
            TopicPartition partition,
            long offset,
            Map<TopicPartition, Long> positions) {
        consumer.seek(partition, offset);
        positions.put(partition, offset);
    }
}
