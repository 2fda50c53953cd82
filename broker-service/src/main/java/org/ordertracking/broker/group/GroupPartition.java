package org.ordertracking.broker.group;

import org.apache.kafka.common.TopicPartition;

/** What a group has a committed offset for. */
public record GroupPartition(String group, TopicPartition partition) {}
