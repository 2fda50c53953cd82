package org.ordertracking.broker.sql;

import java.util.List;
import org.ordertracking.broker.sql.engine.EngineResult;

/**
 * What a query has come to, and from what.
 *
 * @param result columns and rows
 * @param topics what was read of each topic that the query names
 * @param records how many records that were
 * @param bytes of their keys, values and headers
 * @param milliseconds that all of it took
 */
public record SqlAnswer(EngineResult result, List<TopicRead> topics, long records, long bytes, long milliseconds) {

    /**
     * A topic that was read.
     *
     * @param columns of its JSON objects, beside those that every topic has
     * @param leftOut fields of its JSON objects that are no columns: see {@link TopicColumns}
     */
    public record TopicRead(
            String topic, List<PartitionRead> partitions, List<TopicColumns.Column> columns, int leftOut) {}

    /**
     * A partition that was read.
     *
     * @param from the first offset
     * @param upTo the first offset that was not read any more
     */
    public record PartitionRead(int partition, long from, long upTo) {}
}
