package org.ordertracking.broker.sql;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;
import org.ordertracking.broker.fixture.Records;
import org.ordertracking.broker.fixture.TestBroker;
import org.ordertracking.broker.topic.Topic;

/** Topics with records, and answers about them: everything is real, the engine's process too. */
final class SqlFixture implements AutoCloseable {
    /** Computes for longer than anybody waits, with little memory. */
    static final String ENDLESS =
            "SELECT sum(hash(a.range + b.range + c.range) % 7) FROM range(30000) a, range(30000) b, range(30000) c";

    static final SqlLimits LIMITS =
            new SqlLimits(2, 1, 256L << 20, Duration.ofMinutes(2), 10_000, 4 << 20, 1_000, 1 << 20);

    private final TestBroker broker;
    private final Path scratch;
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private SqlQueries queries;

    SqlFixture(Path directory) {
        this(directory, LIMITS);
    }

    SqlFixture(Path directory, SqlLimits limits) {
        try {
            scratch = Files.createDirectories(directory.resolve("engines"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        broker = TestBroker.in(directory.resolve("data"))
                .withTransactionGuard((partition, producer, epoch) -> true)
                .start();
        queries = new SqlQueries(broker.topics(), limits, scratch, meters);
    }

    /** Begins anew, without any engine. */
    SqlQueries restarted() {
        queries.close();
        queries = new SqlQueries(broker.topics(), LIMITS, scratch, meters);
        return queries;
    }

    /** Others over the same topics; the caller closes them. */
    SqlQueries others(SqlLimits limits) {
        return new SqlQueries(broker.topics(), limits, scratch, new SimpleMeterRegistry());
    }

    /** Where engines have their folders. */
    Path scratch() {
        return scratch;
    }

    /** The processes of engines of this fixture's, whatever other tests have started. */
    List<ProcessHandle> engines() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains(scratch.toString()))
                .toList();
    }

    MeterRegistry meters() {
        return meters;
    }

    TestBroker broker() {
        return broker;
    }

    SqlQueries queries() {
        return queries;
    }

    Topic topic(String name, int partitions) {
        return broker.topic(name, partitions);
    }

    /** One batch with the values, each of which may be null. */
    void write(Topic topic, int partition, String... values) {
        SimpleRecord[] records = new SimpleRecord[values.length];
        for (int i = 0; i < values.length; i++) {
            records[i] = new SimpleRecord(
                    Records.TIMESTAMP,
                    ("key-" + i).getBytes(StandardCharsets.UTF_8),
                    values[i] == null ? null : values[i].getBytes(StandardCharsets.UTF_8));
        }
        write(topic, partition, MemoryRecords.withRecords(Compression.NONE, records));
    }

    void write(Topic topic, int partition, MemoryRecords records) {
        Records.append(topic.partitions().get(partition), records);
    }

    /** The rows, each a JSON array. */
    List<String> rows(String query) throws SqlException {
        return ask(SqlRequest.of(query)).result().rows();
    }

    SqlAnswer ask(SqlRequest request) throws SqlException {
        return ask(queries, request);
    }

    static SqlAnswer ask(SqlQueries queries, SqlRequest request) throws SqlException {
        try (SqlQueries.LiveQuery query = queries.query(request)) {
            return query.next();
        }
    }

    @Override
    public void close() {
        queries.close();
        broker.close();
    }
}
