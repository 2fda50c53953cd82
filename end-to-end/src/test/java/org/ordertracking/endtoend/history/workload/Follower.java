package org.ordertracking.endtoend.history.workload;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.ordertracking.endtoend.history.Operation.OffsetCommit;
import org.ordertracking.endtoend.history.Outcome;

/** Reads the sources as a group of one and commits how far it has got, without transactions. */
final class Follower implements Actor {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int NEW_INCARNATION_ONE_IN = 50;

    private final Stage stage;
    private final String name;
    private final Random random;

    Follower(Stage stage, String name, long seed) {
        this.stage = stage;
        this.name = name;
        this.random = new Random(seed);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void act() {
        while (!stage.ending().getAsBoolean()) {
            try (Consumer<String, String> consumer = stage.connection().member(name)) {
                new GroupPosition(stage, name, consumer).resume();
                boolean answered = true;
                while (answered
                        && random.nextInt(NEW_INCARNATION_ONE_IN) != 0
                        && !stage.ending().getAsBoolean()) {
                    ConsumerRecords<String, String> records = consumer.poll(POLL);
                    answered = records.isEmpty() || commit(consumer, records.nextOffsets());
                }
            }
        }
        try (Consumer<String, String> consumer = stage.connection().member(name)) {
            new GroupPosition(stage, name, consumer).resume();
        }
    }

    /** Whether the broker answered. After silence, only the broker knows where the group is. */
    private boolean commit(Consumer<String, String> consumer, Map<TopicPartition, OffsetAndMetadata> offsets) {
        long begun = stage.recorder().begin();
        try {
            consumer.commitSync(offsets);
            record(begun, offsets, Outcome.OK);
            stage.progress().acknowledge();
            return true;
        } catch (TimeoutException noAnswer) {
            record(begun, offsets, Outcome.INDEFINITE);
            return false;
        }
    }

    private void record(long begun, Map<TopicPartition, OffsetAndMetadata> offsets, Outcome outcome) {
        offsets.forEach((partition, offset) -> stage.recorder()
                .add(new OffsetCommit(
                        stage.recorder().since(begun), name, partition, offset.offset(), Optional.empty(), outcome)));
    }
}
