package org.ordertracking.order;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.ordertracking.messaging.projection.LogReader;
import org.ordertracking.messaging.projection.ViewLog;

/** The log as views read it: what {@link LogDouble} delivers, one partition per topic. */
@Singleton
public class ViewLogDouble implements ViewLog {

    static final int PARTITION = 1;

    private final Map<String, List<ConsumerRecord<String, byte[]>>> topics = new HashMap<>();

    /** The offset that the next record of a topic gets. */
    synchronized long end(String topic) {
        return records(topic).size();
    }

    /** Writes a record behind the others; one that was written before stands there twice. */
    synchronized void append(ConsumerRecord<String, byte[]> record) {
        records(record.topic())
                .add(new ConsumerRecord<>(
                        record.topic(),
                        PARTITION,
                        end(record.topic()),
                        record.timestamp(),
                        TimestampType.CREATE_TIME,
                        record.serializedKeySize(),
                        record.serializedValueSize(),
                        record.key(),
                        record.value(),
                        record.headers(),
                        Optional.empty()));
        notifyAll();
    }

    private List<ConsumerRecord<String, byte[]>> records(String topic) {
        return topics.computeIfAbsent(topic, first -> new ArrayList<>());
    }

    @Override
    public LogReader open(String reader, Set<String> names) {
        return new Reader(names);
    }

    private final class Reader implements LogReader {

        private final Set<String> names;
        private final Map<TopicPartition, Integer> next = new HashMap<>();

        Reader(Set<String> names) {
            this.names = names;
        }

        @Override
        public Map<TopicPartition, Extent> extents() {
            synchronized (ViewLogDouble.this) {
                Map<TopicPartition, Extent> extents = new HashMap<>();
                names.forEach(
                        topic -> extents.put(new TopicPartition(topic, PARTITION), new Extent(topic, 0, end(topic))));
                return extents;
            }
        }

        @Override
        public void assign(Map<TopicPartition, Long> offsets) {
            next.clear();
            offsets.forEach((partition, offset) -> next.put(partition, offset.intValue()));
        }

        @Override
        public Chunk poll(Duration timeout, Set<TopicPartition> paused) {
            synchronized (ViewLogDouble.this) {
                if (paused.isEmpty() && next.entrySet().stream().allMatch(this::isAtTheEnd)) {
                    await(timeout);
                }
                List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
                Map<TopicPartition, Long> ends = new HashMap<>();
                Set<TopicPartition> readToTheEnd = new HashSet<>();
                next.replaceAll((partition, offset) -> {
                    int end = (int) end(partition.topic());
                    int until = paused.contains(partition) ? offset : end;
                    records.addAll(records(partition.topic()).subList(offset, until));
                    ends.put(partition, (long) end);
                    if (until == end) {
                        readToTheEnd.add(partition);
                    }
                    return until;
                });
                return new Chunk(records, ends, readToTheEnd, Set.of());
            }
        }

        private boolean isAtTheEnd(Map.Entry<TopicPartition, Integer> place) {
            return place.getValue() == end(place.getKey().topic());
        }

        private void await(Duration timeout) {
            try {
                ViewLogDouble.this.wait(timeout.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            next.clear();
        }
    }
}
