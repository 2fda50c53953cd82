package org.ordertracking.messaging.projection;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.PreparedBatch;

/** How far generations have read. Every method works inside the caller's transaction. */
@Singleton
class PositionTable {

    private final Jdbi jdbi;

    PositionTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    List<Position> of(long generation) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT topic, log_partition, topic_id, first_offset, next_offset, end_offset
                        FROM projection_position WHERE generation = :generation ORDER BY topic, log_partition""")
                .bind("generation", generation)
                .map(row -> position(row))
                .list());
    }

    /** Replaces what is known of these partitions. */
    void put(long generation, Collection<Position> positions) {
        if (positions.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> {
            try (PreparedBatch delete = handle.prepareBatch("""
                            DELETE FROM projection_position
                            WHERE generation = :generation AND topic = :topic AND log_partition = :partition""")) {
                positions.forEach(position -> delete.bind("generation", generation)
                        .bind("topic", position.topic())
                        .bind("partition", position.partition())
                        .add());
                delete.execute();
            }
            try (PreparedBatch insert = handle.prepareBatch("""
                            INSERT INTO projection_position
                                (generation, topic, log_partition, topic_id, first_offset, next_offset, end_offset)
                            VALUES (:generation, :topic, :partition, :topicId, :first, :next, :end)""")) {
                positions.forEach(position -> insert.bind("generation", generation)
                        .bind("topic", position.topic())
                        .bind("partition", position.partition())
                        .bind("topicId", position.topicId())
                        .bind("first", position.first())
                        .bind("next", position.next())
                        .bind("end", position.end())
                        .add());
                insert.execute();
            }
        });
    }

    /** Notes how far a generation has read. */
    void advance(long generation, Map<TopicPartition, Long> next) {
        update(generation, next, "next_offset");
    }

    /** Notes where the log ends. */
    void noteEnds(long generation, Map<TopicPartition, Long> ends) {
        update(generation, ends, "end_offset");
    }

    private void update(long generation, Map<TopicPartition, Long> offsets, String column) {
        if (offsets.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> {
            try (PreparedBatch batch = handle.prepareBatch("UPDATE projection_position SET " + column + " = :offset"
                    + " WHERE generation = :generation AND topic = :topic AND log_partition = :partition")) {
                offsets.forEach((partition, offset) -> batch.bind("offset", offset)
                        .bind("generation", generation)
                        .bind("topic", partition.topic())
                        .bind("partition", partition.partition())
                        .add());
                batch.execute();
            }
        });
    }

    /** Offsets that one generation has read and another has not. */
    long gap(long ahead, long behind) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT a.next_offset AS ahead_next, b.next_offset AS behind_next, a.first_offset AS ahead_first
                        FROM projection_position a
                        LEFT JOIN projection_position b ON b.generation = :behind
                            AND b.topic = a.topic AND b.log_partition = a.log_partition AND b.topic_id = a.topic_id
                        WHERE a.generation = :ahead""")
                .bind("ahead", ahead)
                .bind("behind", behind)
                .map(row -> {
                    long read = row.getColumn("ahead_next", Long.class);
                    Long other = row.getColumn("behind_next", Long.class);
                    long reference = other == null ? row.getColumn("ahead_first", Long.class) : other;
                    return Math.max(0, read - reference);
                })
                .collect(Collectors.summingLong(Long::longValue)));
    }

    private static Position position(RowView row) {
        return new Position(
                row.getColumn("topic", String.class),
                row.getColumn("log_partition", Integer.class),
                row.getColumn("topic_id", String.class),
                row.getColumn("first_offset", Long.class),
                row.getColumn("next_offset", Long.class),
                row.getColumn("end_offset", Long.class));
    }
}
