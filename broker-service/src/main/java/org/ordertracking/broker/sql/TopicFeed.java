package org.ordertracking.broker.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.ordertracking.broker.log.PartitionLog;
import org.ordertracking.broker.log.TimestampedOffset;
import org.ordertracking.broker.records.RecordCursor;
import org.ordertracking.broker.records.StoredRecord;
import org.ordertracking.broker.sql.SqlAnswer.PartitionRead;
import org.ordertracking.broker.sql.SqlAnswer.TopicRead;
import org.ordertracking.broker.sql.engine.EngineException;
import org.ordertracking.broker.sql.engine.EngineRow;
import org.ordertracking.broker.topic.Partition;
import org.ordertracking.broker.topic.Topic;

/**
 * Brings the committed records of one topic to the engine, in bounded chunks: at first all that are wanted, then what has come since. Each
 * look reads up to the last stable offsets as they are when it begins.
 */
final class TopicFeed {
    private static final String SCHEMA = "log";
    private static final int CHUNK_ROWS = 1_000;
    private static final long CHUNK_BYTES = 1 << 19;

    private final String topic;
    private final String table;
    private final SqlRequest request;
    private final ReadBounds bounds;
    private final long since;
    private final long until;
    private final ReadBudget budget;
    private final TopicColumns columns = new TopicColumns();
    private final Map<Integer, PartitionRead> read = new TreeMap<>();
    private boolean begun;

    /**
     * @param number of this feed among those of its engine
     */
    TopicFeed(Topic topic, int number, SqlRequest request, ReadBounds bounds, ReadBudget budget) {
        this.topic = topic.name();
        this.table = "t" + number;
        this.request = request;
        this.bounds = bounds;
        this.since = Math.max(bounds.since(), request.sinceMillis());
        this.until = Math.min(bounds.until(), request.untilMillis());
        this.budget = budget;
    }

    TopicRead told() {
        return new TopicRead(topic, List.copyOf(read.values()), columns.columns(), columns.leftOut());
    }

    /** Whether there is something that was not read yet. Asks no disk. */
    boolean hasMore(Topic now) {
        return now.partitions().stream()
                .filter(partition -> bounds.wants(partition.index()))
                .anyMatch(partition -> {
                    PartitionRead before = read.get(partition.index());
                    long end = end(partition.log());
                    return before == null ? end > partition.log().logStartOffset() : end > before.upTo();
                });
    }

    /**
     * Reads what there is. May block on the disk and on the engine.
     *
     * @param now the topic as it is now
     */
    void read(Topic now, GuardedEngine engine) throws SqlException, EngineException {
        if (!begun) {
            begun = true;
            engine.process().execute("CREATE SCHEMA IF NOT EXISTS " + SCHEMA);
            engine.process().execute(TopicColumns.table(SCHEMA + "." + table));
        }
        try {
            for (Partition partition : now.partitions()) {
                if (bounds.wants(partition.index())) {
                    read(partition, engine);
                }
            }
        } catch (UnknownTopicOrPartitionException deleted) {
            throw SqlException.invalid(
                    "The topic '%s' was deleted meanwhile.".formatted(topic), "Ask again without it.");
        } catch (KafkaStorageException disk) {
            throw new SqlException(
                    SqlException.Kind.UNAVAILABLE,
                    "The records of '%s' cannot be read: %s".formatted(topic, disk.getMessage()),
                    "The broker's log says what is wrong with the disk.",
                    SqlException.NOWHERE);
        }
        if (columns.changed()) {
            engine.process().execute(columns.view(topic, SCHEMA + "." + table));
        }
    }

    private void read(Partition partition, GuardedEngine engine) throws SqlException, EngineException {
        PartitionLog log = partition.log();
        long end = end(log);
        PartitionRead before = read.get(partition.index());
        long from = before == null ? first(log, end) : before.upTo();
        if (from < end) {
            List<EngineRow> chunk = new ArrayList<>();
            long chunkBytes = 0;
            try (RecordCursor cursor = new RecordCursor(log, from, end)) {
                for (StoredRecord record = cursor.next(); record != null; record = cursor.next()) {
                    engine.requireWanted();
                    if (!isWanted(record)) {
                        continue;
                    }
                    long bytes = ReadBudget.bytesOf(record);
                    budget.spend(bytes);
                    chunk.add(RecordRows.row(record, columns));
                    chunkBytes += bytes;
                    if (chunk.size() >= CHUNK_ROWS || chunkBytes >= CHUNK_BYTES) {
                        engine.process().append(SCHEMA, table, chunk);
                        chunk.clear();
                        chunkBytes = 0;
                    }
                }
            }
            if (!chunk.isEmpty()) {
                engine.process().append(SCHEMA, table, chunk);
            }
        }
        read.put(
                partition.index(),
                new PartitionRead(partition.index(), before == null ? from : before.from(), Math.max(from, end)));
    }

    private boolean isWanted(StoredRecord record) {
        return record.isReadableCommitted() && record.timestamp() >= since && record.timestamp() < until;
    }

    private long end(PartitionLog log) {
        return Math.min(bounds.upTo(), log.readableEnd(IsolationLevel.READ_COMMITTED));
    }

    private long first(PartitionLog log, long end) {
        long from = Math.max(bounds.from(), log.logStartOffset());
        if (request.newest().isPresent()) {
            from = Math.max(from, end - request.newest().getAsLong());
        }
        if (since != Long.MIN_VALUE) {
            // All before it is older, in whatever order times are. Nothing like it can be said of an end: what is old
            // may come late.
            from = Math.max(
                    from,
                    log.offsetForTimestamp(since).map(TimestampedOffset::offset).orElse(end));
        }
        return from;
    }
}
