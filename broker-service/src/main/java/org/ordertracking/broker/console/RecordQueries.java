package org.ordertracking.broker.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.LongSupplier;
import org.ordertracking.broker.console.view.RecordViews;
import org.ordertracking.broker.log.PartitionLog;
import org.ordertracking.broker.log.TimestampedOffset;
import org.ordertracking.broker.records.RecordCursor;
import org.ordertracking.broker.records.ScanBudget;
import org.ordertracking.broker.records.StoredRecord;
import org.ordertracking.broker.topic.Partition;
import org.ordertracking.broker.topic.Topic;

/**
 * Looks records up. May block on the disk. A search ends after {@link #SEARCH_TIME}, {@value #SEARCH_RECORDS} records or
 * {@value #SEARCH_BYTES} bytes, and can be taken up where it stopped; records of several partitions are merged by their time.
 */
public final class RecordQueries {
    /** A search takes no longer. */
    public static final Duration SEARCH_TIME = Duration.ofSeconds(4);

    /** Partitions that one search goes over at a time. */
    public static final int MOST_PARTITIONS = 100;

    static final long SEARCH_RECORDS = 2_000_000;
    static final long SEARCH_BYTES = 1L << 30;

    private static final int FEWEST_KEPT = 10;
    private static final Comparator<RecordStream> OLDEST = Comparator.<RecordStream>comparingLong(
                    stream -> stream.peek().timestamp())
            .thenComparingInt(stream -> stream.peek().partition());

    private final TopicQueries topics;
    private final LongSupplier nanoClock;

    RecordQueries(TopicQueries topics, LongSupplier nanoClock) {
        this.topics = topics;
        this.nanoClock = nanoClock;
    }

    /** The records that are looked for, or the first of them. */
    public RecordViews.Found find(String topicName, RecordSearch search) {
        Topic topic = topics.existing(topicName);
        List<Partition> partitions = partitionsOf(topic, search);
        ScanBudget budget = new ScanBudget(nanoClock, SEARCH_TIME, SEARCH_RECORDS, SEARCH_BYTES);
        List<RecordStream> streams = new ArrayList<>(partitions.size());
        try {
            Map<RecordStream, Integer> indexes = new HashMap<>();
            for (Partition partition : partitions) {
                RecordStream stream = stream(partition.log(), search, partitions.size(), budget);
                streams.add(stream);
                indexes.put(stream, partition.index());
            }
            List<RecordViews.Shown> items = merge(streams, search, budget);
            return found(items, streams, indexes, search, budget);
        } finally {
            streams.forEach(RecordStream::close);
        }
    }

    private static List<RecordViews.Shown> merge(List<RecordStream> streams, RecordSearch search, ScanBudget budget) {
        List<RecordViews.Shown> items = new ArrayList<>();
        PriorityQueue<RecordStream> waiting =
                new PriorityQueue<>(Math.max(1, streams.size()), search.newestFirst() ? OLDEST.reversed() : OLDEST);
        for (RecordStream stream : streams) {
            if (stream.peek() != null) {
                waiting.add(stream);
            }
        }
        while (items.size() < search.limit() && !waiting.isEmpty()) {
            RecordStream first = waiting.poll();
            items.add(first.peek());
            first.take();
            if (first.peek() != null) {
                waiting.add(first);
            } else if (!first.isAtEnd() && budget.isSpent()) {
                // What it has not found yet might come before what the others have.
                break;
            }
        }
        return items;
    }

    private static RecordViews.Found found(
            List<RecordViews.Shown> items,
            List<RecordStream> streams,
            Map<RecordStream, Integer> indexes,
            RecordSearch search,
            ScanBudget budget) {
        Map<Integer, Long> positions = new HashMap<>();
        streams.stream()
                .filter(stream -> !stream.isAtEnd())
                .forEach(stream -> positions.put(indexes.get(stream), stream.position()));
        String stopped = positions.isEmpty() ? "end" : items.size() >= search.limit() ? "limit" : "budget";
        return new RecordViews.Found(
                items,
                positions.isEmpty() ? null : new SearchCursor(positions).toString(),
                stopped,
                budget.records(),
                budget.bytes());
    }

    private RecordStream stream(PartitionLog log, RecordSearch search, int partitions, ScanBudget budget) {
        RecordFilter filter = RecordFilter.of(search.key(), search.text(), search.markers());
        RecordForm form = RecordForm.preview(search.valueBytes());
        long begin = beginning(log, search);
        if (!search.newestFirst()) {
            return new OldestFirst(log, begin, filter, form, budget);
        }
        int kept = partitions == 1 ? search.limit() : Math.max(FEWEST_KEPT, 2 * search.limit() / partitions);
        return new NewestFirst(log, begin, filter, form, budget, kept);
    }

    private static long beginning(PartitionLog log, RecordSearch search) {
        if (search.cursor().isPresent()) {
            return search.cursor().get().positions().get(log.id().partition());
        }
        boolean newest = search.newestFirst();
        if (search.begin() instanceof RecordSearch.Begin.Offset at) {
            return newest ? at.offset() + 1 : at.offset();
        }
        if (search.begin() instanceof RecordSearch.Begin.Time at) {
            return log.offsetForTimestamp(at.millis())
                    .map(TimestampedOffset::offset)
                    .orElse(log.highWatermark());
        }
        return newest ? log.highWatermark() : log.logStartOffset();
    }

    private static List<Partition> partitionsOf(Topic topic, RecordSearch search) {
        if (search.cursor().isPresent()) {
            return search.cursor().get().positions().keySet().stream()
                    .sorted()
                    .map(index -> TopicQueries.partition(topic, index))
                    .limit(MOST_PARTITIONS)
                    .toList();
        }
        if (search.partition().isPresent()) {
            return List.of(TopicQueries.partition(topic, search.partition().get()));
        }
        List<Partition> filled = topic.partitions().stream()
                .filter(partition ->
                        partition.log().highWatermark() > partition.log().logStartOffset())
                .toList();
        if (filled.size() > MOST_PARTITIONS) {
            throw Problems.invalid(
                    "partition",
                    "one of them, since %s has records in %d partitions and at most %d are searched at a time"
                            .formatted(topic.name(), filled.size(), MOST_PARTITIONS),
                    "Name a partition.");
        }
        return filled;
    }

    /**
     * One record with its content.
     *
     * @param valueBytes how much of the value at most
     * @throws ProblemException when there is none at that offset
     */
    public RecordViews.Shown one(String topicName, int partition, long offset, int valueBytes) {
        try (RecordCursor cursor = at(topicName, partition, offset)) {
            return RecordForm.whole(valueBytes).show(require(cursor.next(), topicName, partition, offset));
        }
    }

    /**
     * The bytes of a record's value.
     *
     * @throws ProblemException when there is no such record, or it has no value
     */
    public byte[] value(String topicName, int partition, long offset) {
        try (RecordCursor cursor = at(topicName, partition, offset)) {
            StoredRecord record = require(cursor.next(), topicName, partition, offset);
            if (record.value() == null) {
                throw Problems.missing(
                        "The record at offset %d has no value that could be opened.".formatted(offset),
                        "A tombstone has none, and a record that opens to more than %d bytes is not opened."
                                .formatted(RecordCursor.MAX_OPENED_BYTES));
            }
            byte[] value = new byte[record.value().remaining()];
            record.value().duplicate().get(value);
            return value;
        }
    }

    private RecordCursor at(String topicName, int partition, long offset) {
        PartitionLog log =
                TopicQueries.partition(topics.existing(topicName), partition).log();
        return new RecordCursor(log, offset, offset == Long.MAX_VALUE ? offset : offset + 1);
    }

    private static StoredRecord require(StoredRecord found, String topic, int partition, long offset) {
        if (found == null || found.offset() != offset && found.kind() != StoredRecord.Kind.UNREADABLE) {
            throw Problems.missing(
                    "There is no record at offset %d of %s-%d.".formatted(offset, topic, partition),
                    "It may have been deleted, compacted away, or not be written yet; the partition's start and end say more.");
        }
        return found;
    }
}
