package org.ordertracking.broker.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.ControlRecordType;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ordertracking.broker.fixture.Records;
import org.ordertracking.broker.fixture.TestBroker;
import org.ordertracking.broker.log.TransactionGuard;
import org.ordertracking.broker.topic.Partition;

class RecordCursorTest {
    private static final long PRODUCER = 7;

    @TempDir
    Path directory;

    private TestBroker broker;
    private Partition partition;

    @BeforeEach
    void start() {
        broker = TestBroker.in(directory)
                .withTransactionGuard(everyTransactionOpen())
                .start();
        partition = broker.topic("orders", 1).partitions().get(0);
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void goesOverAllRecordsInOrder() {
        Records.append(partition, Records.batch("a", "b"));
        Records.append(partition, Records.batch("c"));

        assertThat(valuesFrom(0, Long.MAX_VALUE)).containsExactly("a", "b", "c");
    }

    @Test
    void beginsInsideABatchAndEndsBeforeAnOffset() {
        Records.append(partition, Records.batch("a", "b", "c", "d"));

        assertThat(valuesFrom(1, 3)).containsExactly("b", "c");
    }

    @Test
    void findsNothingInAnEmptyLogOrBehindItsEnd() {
        assertThat(valuesFrom(0, Long.MAX_VALUE)).isEmpty();

        Records.append(partition, Records.batch("a"));

        assertThat(valuesFrom(1, Long.MAX_VALUE)).isEmpty();
        assertThat(valuesFrom(99, Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void beginsWhereTheLogBeginsWhenThatIsLater() {
        Records.append(partition, Records.batch("a", "b", "c"));
        partition.log().deleteRecordsBefore(2).toCompletableFuture().join();

        assertThat(valuesFrom(0, Long.MAX_VALUE)).containsExactly("c");
    }

    @Test
    void goesOnWhereTheLogBeginsWhenRecordsAreDeletedMeanwhile() {
        Records.append(partition, Records.batch("a"));
        RecordCursor cursor = new RecordCursor(partition.log(), 0, 3);
        Records.append(partition, Records.batch("b", "c"));
        partition.log().deleteRecordsBefore(1).toCompletableFuture().join();

        assertThat(cursor.next()).isNull();
        cursor.close();
    }

    @Test
    void readsWhatIsLargerThanAChunk() {
        String large = "x".repeat(600_000);
        Records.append(partition, Records.batch(large));
        Records.append(partition, Records.batch("small"));

        assertThat(valuesFrom(0, Long.MAX_VALUE)).containsExactly(large, "small");
    }

    @Test
    void opensCompressedBatches() {
        Records.append(
                partition, MemoryRecords.withRecords(Compression.lz4().build(), record("k", "a"), record(null, "b")));

        List<StoredRecord> found = recordsFrom(0, Long.MAX_VALUE);

        assertThat(found).extracting(StoredRecord::compression).containsOnly("lz4");
        assertThat(found).extracting(StoredRecord::keyBytes).containsExactly(1, -1);
    }

    @Test
    void doesNotOpenARecordThatWouldTakeTooMuchMemory() {
        byte[] zeros = new byte[RecordCursor.MAX_OPENED_BYTES + 1];
        Records.append(
                partition, MemoryRecords.withRecords(Compression.gzip().build(), new SimpleRecord(1, null, zeros)));
        Records.append(partition, Records.batch("next"));

        List<StoredRecord> found = recordsFrom(0, Long.MAX_VALUE);

        assertThat(found)
                .extracting(StoredRecord::kind)
                .containsExactly(StoredRecord.Kind.TOO_LARGE, StoredRecord.Kind.DATA);
        assertThat(found.get(0).value()).isNull();
        assertThat(found.get(0).valueBytes()).isEqualTo(zeros.length);
    }

    @Test
    void tellsHeadersAndTombstones() {
        Header header = new RecordHeader("trace", "1".getBytes(StandardCharsets.UTF_8));
        Records.append(
                partition,
                MemoryRecords.withRecords(
                        Compression.NONE,
                        new SimpleRecord(1, "k".getBytes(StandardCharsets.UTF_8), null, new Header[] {header})));

        StoredRecord found = recordsFrom(0, Long.MAX_VALUE).get(0);

        assertThat(found.isTombstone()).isTrue();
        assertThat(found.headers()).extracting(StoredHeader::key).containsExactly("trace");
    }

    @Test
    void tellsWhatBecameOfTransactions() {
        Records.append(partition, Records.inTransaction(PRODUCER, "committed"));
        Records.end(partition, PRODUCER, ControlRecordType.COMMIT);
        Records.append(partition, Records.inTransaction(PRODUCER + 1, "aborted"));
        Records.end(partition, PRODUCER + 1, ControlRecordType.ABORT);
        Records.append(partition, Records.inTransaction(PRODUCER + 2, "open"));
        Records.append(partition, Records.batch("none"));

        List<StoredRecord> found = recordsFrom(0, Long.MAX_VALUE);

        assertThat(found)
                .extracting(StoredRecord::kind)
                .containsExactly(
                        StoredRecord.Kind.DATA,
                        StoredRecord.Kind.COMMIT,
                        StoredRecord.Kind.DATA,
                        StoredRecord.Kind.ABORT,
                        StoredRecord.Kind.DATA,
                        StoredRecord.Kind.DATA);
        assertThat(found)
                .extracting(StoredRecord::transaction)
                .containsExactly(
                        StoredRecord.Outcome.COMMITTED,
                        StoredRecord.Outcome.COMMITTED,
                        StoredRecord.Outcome.ABORTED,
                        StoredRecord.Outcome.ABORTED,
                        StoredRecord.Outcome.OPEN,
                        StoredRecord.Outcome.NONE);
        assertThat(found)
                .filteredOn(StoredRecord::isReadableCommitted)
                .extracting(RecordCursorTest::value)
                .containsExactly("committed", "none");
    }

    private static TransactionGuard everyTransactionOpen() {
        return (partition, producerId, epoch) -> true;
    }

    private static SimpleRecord record(String key, String value) {
        return new SimpleRecord(
                1, key == null ? null : key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> valuesFrom(long from, long end) {
        return recordsFrom(from, end).stream().map(RecordCursorTest::value).toList();
    }

    /** Buffers may be looked at after the cursor has gone on, since a chunk lives for as long as one refers to it. */
    private List<StoredRecord> recordsFrom(long from, long end) {
        List<StoredRecord> found = new ArrayList<>();
        try (RecordCursor cursor = new RecordCursor(partition.log(), from, end)) {
            for (StoredRecord record = cursor.next(); record != null; record = cursor.next()) {
                found.add(record);
            }
            assertThat(cursor.next()).isNull();
        }
        return found;
    }

    private static String value(StoredRecord record) {
        ByteBuffer value = record.value();
        return value == null
                ? null
                : StandardCharsets.UTF_8.decode(value.duplicate()).toString();
    }
}
