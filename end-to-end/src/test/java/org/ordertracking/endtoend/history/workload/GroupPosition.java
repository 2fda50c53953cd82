package org.ordertracking.endtoend.history.workload;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.ordertracking.endtoend.history.Operation.OffsetFetch;

/** Where a group has got to in the sources, by the offsets it committed. */
final class GroupPosition {

    private static final int ATTEMPTS = 9;

    private final Stage stage;
    private final String group;
    private final Consumer<String, String> consumer;

    /** Takes the consumer for the sources, of which it has to read all. */
    GroupPosition(Stage stage, String group, Consumer<String, String> consumer) {
        this.stage = stage;
        this.group = group;
        this.consumer = consumer;
        consumer.assign(stage.sources());
    }

    /** Lets the consumer go on where the group's committed offsets are. */
    void resume() {
        long begun = stage.recorder().begin();
        Map<TopicPartition, OffsetAndMetadata> committed = committed();
        for (TopicPartition partition : stage.sources()) {
            OffsetAndMetadata found = committed.get(partition);
            long offset = found == null ? 0 : found.offset();
            stage.recorder().add(new OffsetFetch(stage.recorder().since(begun), group, partition, offset));
            consumer.seek(partition, offset);
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() {
        Set<TopicPartition> partitions = new HashSet<>(stage.sources());
        for (int attempt = 1; ; attempt++) {
            try {
                return consumer.committed(partitions);
            } catch (TimeoutException noAnswer) {
                if (attempt == ATTEMPTS) {
                    throw noAnswer;
                }
            }
        }
    }
}
