package org.ordertracking.messaging.projection;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.ordertracking.events.EncodedEvent;
import org.ordertracking.events.Event;
import org.ordertracking.events.EventCodec;
import org.ordertracking.events.EventEnvelope;

/** A log in memory, that can be away, cut off at its beginning, or made again. */
public final class FakeLog implements ViewLog {

    private static final int RECORDS_PER_LOOK = 3;

    private final EventCodec codec = new EventCodec();
    private final Map<TopicPartition, Partition> partitions =
            new TreeMap<>(Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition));
    private boolean away;
    private boolean patient;

    private static final class Partition {
        private final String topicId;
        private final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        private int earliest;

        Partition(String topicId) {
            this.topicId = topicId;
        }
    }

    public synchronized void create(String topic, int count) {
        for (int partition = 0; partition < count; partition++) {
            partitions.put(new TopicPartition(topic, partition), new Partition("first " + topic));
        }
    }

    public synchronized void removeTopics() {
        partitions.clear();
    }

    public synchronized void createAgain(String topic) {
        partitions.replaceAll((partition, before) ->
                partition.topic().equals(topic) ? new Partition(before.topicId + " again") : before);
    }

    /** Deletes the records of a partition below an offset. */
    public synchronized void cutOff(String topic, int partition, int earliest) {
        partitions.get(new TopicPartition(topic, partition)).earliest = earliest;
    }

    public synchronized void setAway(boolean away) {
        this.away = away;
        notifyAll();
    }

    /** Readers wait for records as long as they say, as those of a real log do. For tests with threads. */
    public synchronized FakeLog patiently() {
        patient = true;
        return this;
    }

    /** Writes an event; gives its id. */
    public String append(int partition, long millis, Event event) {
        EventEnvelope<Event> envelope = EventEnvelope.wrap(event, "/test", Clock.systemUTC());
        EncodedEvent encoded = codec.encode(envelope);
        RecordHeaders headers = new RecordHeaders();
        encoded.headers().forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        append(encoded.topic(), partition, millis, encoded.key(), encoded.payload(), headers);
        return envelope.id();
    }

    public synchronized void append(
            String topic, int partition, long millis, String key, byte[] payload, RecordHeaders headers) {
        List<ConsumerRecord<String, byte[]>> records = partitions.get(new TopicPartition(topic, partition)).records;
        records.add(new ConsumerRecord<>(
                topic,
                partition,
                records.size(),
                Instant.ofEpochMilli(millis).toEpochMilli(),
                TimestampType.CREATE_TIME,
                key.length(),
                payload.length,
                key,
                payload,
                headers,
                Optional.empty()));
        notifyAll();
    }

    @Override
    public LogReader open(String reader, Set<String> topics) {
        return new Reader(topics);
    }

    private final class Reader implements LogReader {

        private final Set<String> topics;
        private final Map<TopicPartition, Integer> next = new HashMap<>();

        Reader(Set<String> topics) {
            this.topics = topics;
        }

        @Override
        public Map<TopicPartition, Extent> extents() {
            synchronized (FakeLog.this) {
                refuseWhenAway();
                Map<TopicPartition, Extent> extents = new HashMap<>();
                partitions.forEach((partition, data) -> {
                    if (topics.contains(partition.topic())) {
                        extents.put(partition, new Extent(data.topicId, data.earliest, data.records.size()));
                    }
                });
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
            synchronized (FakeLog.this) {
                refuseWhenAway();
                if (next.isEmpty()) {
                    throw new IllegalStateException("nothing is assigned, as Kafka's consumer says");
                }
                awaitRecords(timeout);
                List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
                Map<TopicPartition, Long> ends = new HashMap<>();
                Set<TopicPartition> readToTheEnd = new HashSet<>();
                Set<TopicPartition> outOfRange = new HashSet<>();
                next.replaceAll((partition, offset) -> {
                    Partition data = partitions.get(partition);
                    if (offset < data.earliest || offset > data.records.size()) {
                        outOfRange.add(partition);
                        return offset;
                    }
                    int until = paused.contains(partition)
                            ? offset
                            : Math.min(data.records.size(), offset + RECORDS_PER_LOOK);
                    records.addAll(data.records.subList(offset, until));
                    ends.put(partition, (long) data.records.size());
                    if (until == data.records.size()) {
                        readToTheEnd.add(partition);
                    }
                    return until;
                });
                return outOfRange.isEmpty()
                        ? new Chunk(records, ends, readToTheEnd, Set.of())
                        : new Chunk(List.of(), Map.of(), Set.of(), outOfRange);
            }
        }

        private void awaitRecords(Duration timeout) {
            boolean nothingNew = next.entrySet().stream()
                    .allMatch(place -> place.getValue()
                            == partitions.get(place.getKey()).records.size());
            if (patient && nothingNew) {
                try {
                    FakeLog.this.wait(timeout.toMillis());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        private void refuseWhenAway() {
            if (away) {
                throw new TimeoutException("the log is away");
            }
        }

        @Override
        public void close() {
            next.clear();
        }
    }
}
