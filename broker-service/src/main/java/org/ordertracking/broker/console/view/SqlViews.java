package org.ordertracking.broker.console.view;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;

/** SQL over topics, as the API shows it. */
public final class SqlViews {

    private SqlViews() {}

    /**
     * A query.
     *
     * @param query one SELECT
     * @param limit rows that are wanted; null for as many as are allowed
     * @param newest so many offsets at the end of each partition; null for all
     * @param since records with this time or a later one; null for all
     * @param until records with an earlier time; null for all
     */
    public record Question(String query, Integer limit, Long newest, Instant since, Instant until) {}

    /**
     * What a query has come to.
     *
     * @param rows an array of arrays in JSON: of each row a value for each column
     * @param cut whether there would have been more rows
     * @param milliseconds that all of it took
     */
    public record Answer(List<Column> columns, @JsonRawValue String rows, boolean cut, Read read, long milliseconds) {}

    /**
     * A column.
     *
     * @param name may be the same for several of an answer
     * @param type in the engine's SQL, for example {@code BIGINT} or {@code STRUCT(sku VARCHAR)[]}
     */
    public record Column(String name, String type) {}

    /**
     * What was read.
     *
     * @param bytes of keys, values and headers
     */
    public record Read(long records, long bytes, List<Topic> topics) {}

    /**
     * A topic that was read.
     *
     * @param columns of its JSON objects, beside those that every topic has
     * @param leftOut fields of its JSON objects that are no columns; counted up to 500
     */
    public record Topic(String topic, List<Partition> partitions, List<Column> columns, int leftOut) {}

    /**
     * A partition that was read.
     *
     * @param from the first offset
     * @param upTo the first offset that was not read any more
     */
    public record Partition(int partition, long from, long upTo) {}
}
