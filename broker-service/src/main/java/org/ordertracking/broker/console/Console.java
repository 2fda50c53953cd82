package org.ordertracking.broker.console;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.ordertracking.broker.sql.SqlQueries;

/** All that the console can tell and do, put together. */
public final class Console implements AutoCloseable {
    private final LongSupplier nanoClock = System::nanoTime;
    private final TopicQueries topics;
    private final RecordQueries records;
    private final ClusterQueries cluster;
    private final ConfigQueries configs;
    private final GroupQueries groups;
    private final TransactionQueries transactions;
    private final SqlQueries sql;
    private final TopicChanges topicChanges;
    private final GroupChanges groupChanges;
    private final RecordWriter writer;
    private final FigureHistory figures;

    public Console(ConsoleParts parts) {
        this.topics = new TopicQueries(parts.topics(), parts.offsets());
        this.records = new RecordQueries(topics, nanoClock);
        this.cluster = new ClusterQueries(parts);
        LocalClient broker = new LocalClient(parts.dispatcher());
        this.configs = new ConfigQueries(parts, broker);
        this.groups = new GroupQueries(parts, broker);
        this.transactions = new TransactionQueries(topics, broker);
        this.sql = new SqlQueries(
                parts.topics(), parts.sql(), Path.of(System.getProperty("java.io.tmpdir")), parts.meters());
        this.topicChanges = new TopicChanges(topics, broker);
        this.groupChanges = new GroupChanges(parts, topics, groups, broker);
        this.writer = new RecordWriter(topics, broker, parts.clock());
        this.figures = new FigureHistory(() -> new FigureSeries(parts)::next, nanoClock, FigureHistory::ownThread);
    }

    /** SQL over topics. */
    public SqlQueries sql() {
        return sql;
    }

    /** Ends the queries that run, and takes no more figures. */
    @Override
    public void close() {
        figures.close();
        sql.close();
    }

    public TopicQueries topics() {
        return topics;
    }

    public RecordQueries records() {
        return records;
    }

    public ClusterQueries cluster() {
        return cluster;
    }

    public ConfigQueries configs() {
        return configs;
    }

    public GroupQueries groups() {
        return groups;
    }

    public TransactionQueries transactions() {
        return transactions;
    }

    public TopicChanges topicChanges() {
        return topicChanges;
    }

    public GroupChanges groupChanges() {
        return groupChanges;
    }

    public RecordWriter writer() {
        return writer;
    }

    /** The figures of the last minutes. */
    public FigureHistory figures() {
        return figures;
    }

    /**
     * Records from now on.
     *
     * @throws ProblemException when there is no such topic or partition
     */
    public RecordTail tail(
            String topic, Optional<Integer> partition, Optional<String> key, Optional<String> text, int valueBytes) {
        return new RecordTail(
                topics, topic, partition, RecordFilter.of(key, text, true), RecordForm.preview(valueBytes), nanoClock);
    }
}
