package org.ordertracking.broker.coordinator;

import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.storage.internals.log.LogConfig;
import org.ordertracking.broker.topic.NewTopic;
import org.ordertracking.broker.topic.Partition;
import org.ordertracking.broker.topic.Topic;
import org.ordertracking.broker.topic.TopicRegistry;

/** The internal topic that a coordinator's state lives in, such as {@code __consumer_offsets}. */
public final class StateTopic {
    private final Topic topic;

    private StateTopic(Topic topic) {
        this.topic = topic;
    }

    /**
     * Finds the topic, or makes it where there is none yet.
     *
     * @param wanted what a new one is like; an existing one keeps its number of partitions, since state is found by it
     */
    public static CompletionStage<StateTopic> open(TopicRegistry topics, NewTopic wanted) {
        return topics.getOrCreate(wanted).thenApply(StateTopic::new);
    }

    public String name() {
        return topic.name();
    }

    public int partitions() {
        return topic.partitions().size();
    }

    Partition partition(TopicPartition id) {
        return topic.partition(id.partition())
                .orElseThrow(() -> new IllegalArgumentException("no partition " + id + " of " + partitions()));
    }

    LogConfig config() {
        return topic.settings().effective();
    }
}
