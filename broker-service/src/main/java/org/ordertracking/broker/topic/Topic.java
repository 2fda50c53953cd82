package org.ordertracking.broker.topic;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.Uuid;

/**
 * A topic as it is now; a change makes a new instance.
 *
 * @param partitions by partition index
 */
public record Topic(String name, Uuid id, List<Partition> partitions, TopicSettings settings) {

    public Topic {
        partitions = List.copyOf(partitions);
    }

    public Optional<Partition> partition(int index) {
        return index >= 0 && index < partitions.size() ? Optional.of(partitions.get(index)) : Optional.empty();
    }

    /** Whether the broker keeps its own state in it. */
    public boolean internal() {
        return org.apache.kafka.common.internals.Topic.isInternal(name);
    }
}
