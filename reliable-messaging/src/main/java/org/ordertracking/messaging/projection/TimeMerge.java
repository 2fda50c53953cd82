package org.ordertracking.messaging.projection;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Puts the records of several partitions into the order of their times, so that who reads the whole log sees what
 * happened in the order in which it happened. Within a partition the order is the log's.
 *
 * <p>A record waits for partitions of which more is known to come. It does not wait for those that are read to their end:
 * nobody knows when something will come there. So the order is that of the times for all that lay on the log already, and
 * for the present it is about the order of arrival.
 */
final class TimeMerge {

    private static final Comparator<TopicPartition> BY_NAME =
            Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition);

    private final int limit;
    private final Map<TopicPartition, Queue<ConsumerRecord<String, byte[]>>> waiting = new TreeMap<>(BY_NAME);
    private final Set<TopicPartition> readToTheEnd = new HashSet<>();

    /** @param limit of records of one partition that wait before it counts as full */
    TimeMerge(int limit) {
        this.limit = limit;
    }

    /** Begins anew with these partitions. What is to come of each is not known yet. */
    void begin(Collection<TopicPartition> partitions) {
        waiting.clear();
        readToTheEnd.clear();
        partitions.forEach(partition -> waiting.put(partition, new ArrayDeque<>()));
    }

    void add(LogReader.Chunk chunk) {
        chunk.records().forEach(record -> {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            waiting.get(partition).add(record);
        });
        readToTheEnd.removeAll(chunk.ends().keySet());
        readToTheEnd.addAll(chunk.readToTheEnd());
    }

    /** Partitions of which enough waits. */
    Set<TopicPartition> full() {
        Set<TopicPartition> full = new HashSet<>();
        waiting.forEach((partition, records) -> {
            if (records.size() >= limit) {
                full.add(partition);
            }
        });
        return full;
    }

    /** Takes the oldest record; empty when there is none, or when an older one may come. */
    Optional<ConsumerRecord<String, byte[]>> next() {
        Queue<ConsumerRecord<String, byte[]>> oldest = null;
        for (var partition : waiting.entrySet()) {
            ConsumerRecord<String, byte[]> head = partition.getValue().peek();
            if (head == null) {
                if (!readToTheEnd.contains(partition.getKey())) {
                    return Optional.empty();
                }
            } else if (oldest == null || head.timestamp() < oldest.peek().timestamp()) {
                oldest = partition.getValue();
            }
        }
        return oldest == null ? Optional.empty() : Optional.of(oldest.remove());
    }

    /** Whether all that is known to lie on the log has been taken. */
    boolean isAtTheEnd() {
        return waiting.entrySet().stream()
                .allMatch(partition -> partition.getValue().isEmpty() && readToTheEnd.contains(partition.getKey()));
    }
}
