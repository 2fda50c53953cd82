package org.ordertracking.broker.topic;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Decides whether a topic may be made or may grow. */
final class TopicRules {
    private final TopicTable topics;
    private final TopicDefaults defaults;
    private final Supplier<Uuid> newTopicIds;

    TopicRules(TopicTable topics, TopicDefaults defaults, Supplier<Uuid> newTopicIds) {
        this.topics = topics;
        this.defaults = defaults;
        this.newTopicIds = newTopicIds;
    }

    /**
     * Checks a topic that is wanted.
     *
     * @param configDefaults the broker's values, by topic config name
     * @throws org.apache.kafka.common.errors.ApiException that tells a client why not
     */
    PlannedTopic plan(NewTopic wanted, Map<String, String> configDefaults) {
        org.apache.kafka.common.internals.Topic.validate(wanted.name());
        if (topics.byName(wanted.name()).isPresent()) {
            throw new TopicExistsException("Topic '%s' already exists.".formatted(wanted.name()));
        }
        topics.lookAlikeOf(wanted.name()).ifPresent(lookAlike -> {
            throw new InvalidTopicException("'%s' collides with '%s': '.' and '_' are the same in metric names"
                    .formatted(wanted.name(), lookAlike.name()));
        });
        int count = wanted.partitions() == NewTopic.DEFAULT_PARTITIONS ? defaults.partitions() : wanted.partitions();
        if (count < 1) {
            throw new InvalidPartitionsException(
                    "a topic has at least 1 partition, not %d; -1 takes the broker's default".formatted(count));
        }
        requireRoomFor(count);
        TopicSettings settings = TopicSettings.of(wanted.configs(), configDefaults);
        return new PlannedTopic(wanted.name(), newTopicIds.get(), count, settings);
    }

    /**
     * Checks a number of partitions that a topic is to grow to.
     *
     * @throws org.apache.kafka.common.errors.ApiException that tells a client why not
     */
    void requireGrowth(Topic topic, int count) {
        int existing = topic.partitions().size();
        if (count == existing) {
            throw new InvalidPartitionsException("Topic already has %d partition(s).".formatted(existing));
        }
        if (count < existing) {
            throw new InvalidPartitionsException(
                    "The topic %s currently has %d partition(s); %d would not be an increase."
                            .formatted(topic.name(), existing, count));
        }
        requireRoomFor(count - existing);
    }

    private void requireRoomFor(int more) {
        long total = (long) topics.partitionCount() + more;
        if (total > defaults.maxPartitions()) {
            throw new PolicyViolationException(
                    "%d more partitions would make %d; the limit is broker.topics.max-partitions=%d"
                            .formatted(more, total, defaults.maxPartitions()));
        }
    }
}
