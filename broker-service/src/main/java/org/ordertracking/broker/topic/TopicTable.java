package org.ordertracking.broker.topic;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.Uuid;

/** The topics that are open, found by name, id and partition. Written by the registry's thread, read by any. */
final class TopicTable {
    private final Map<String, Topic> byName = new ConcurrentHashMap<>();
    private final Map<Uuid, Topic> byId = new ConcurrentHashMap<>();
    private final Map<TopicIdPartition, Partition> partitions = new ConcurrentHashMap<>();

    Optional<Topic> byName(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Optional<Topic> byId(Uuid id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<Partition> partition(TopicIdPartition id) {
        return Optional.ofNullable(partitions.get(id));
    }

    Collection<Topic> all() {
        return Collections.unmodifiableCollection(byName.values());
    }

    /** Partitions of all topics. */
    int partitionCount() {
        return partitions.size();
    }

    /** Adds a topic, or puts its new state in place of the old one. */
    void publish(Topic topic) {
        topic.partitions().forEach(partition -> partitions.put(partition.id(), partition));
        byId.put(topic.id(), topic);
        byName.put(topic.name(), topic);
    }

    void withdraw(Topic topic) {
        byName.remove(topic.name());
        byId.remove(topic.id());
        topic.partitions().forEach(partition -> partitions.remove(partition.id()));
    }

    /** A topic whose name metrics cannot tell from the one given. */
    Optional<Topic> lookAlikeOf(String name) {
        if (!org.apache.kafka.common.internals.Topic.hasCollisionChars(name)) {
            return Optional.empty();
        }
        return byName.values().stream()
                .filter(topic -> org.apache.kafka.common.internals.Topic.hasCollision(topic.name(), name))
                .findFirst();
    }
}
