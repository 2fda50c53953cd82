package org.ordertracking.broker.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.broker.log.TestStore.append;
import static org.ordertracking.broker.log.TestStore.await;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.record.ControlRecordType;
import org.apache.kafka.common.record.MutableRecordBatch;
import org.apache.kafka.common.record.RecordBatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CompactionTransactionTest {

    private static final Duration HORIZON = Duration.ofHours(1);
    private static final LogSettings COMPACTED = LogSettings.DEFAULT.withCleanup(CleanupPolicy.NONE.withCompaction(
            new CleanupPolicy.Compaction(0, 0, CleanupPolicy.Compaction.NO_LIMIT, HORIZON.toMillis())));
    private static final long PRODUCER = 7;
    private static final long OTHER = 8;

    private final TestStore broker = new TestStore();
    private PartitionLog log = broker.orders(COMPACTED);

    @BeforeEach
    void openTransactions() {
        broker.openTransactions.addAll(List.of(PRODUCER, OTHER));
    }

    @AfterEach
    void stop() {
        broker.stopThreads();
    }

    @Test
    void recordsOfAnAbortedTransactionGoAndDoNotSupersedeOthers() {
        append(log, Keyed.of("a=1"));
        append(log, Keyed.inTransaction(PRODUCER, 0, 0, "a=aborted"));
        end(PRODUCER, ControlRecordType.ABORT);
        append(log, Keyed.inTransaction(PRODUCER, 0, 1, "b=1"));
        end(PRODUCER, ControlRecordType.COMMIT);
        await(log.roll());

        compact();

        assertThat(Keyed.read(log)).containsExactly("0:a=1", "3:b=1");
        assertThat(Keyed.readCommitted(log)).containsExactly("0:a=1", "3:b=1");
    }

    @Test
    void nothingIsCompactedFromTheFirstOpenTransactionOn() {
        append(log, Keyed.of("a=1", "a=2"));
        await(log.roll());
        append(log, Keyed.inTransaction(PRODUCER, 0, 0, "b=1"));
        append(log, Keyed.of("a=3", "a=4"));
        await(log.roll());

        compact();
        assertThat(Keyed.read(log)).containsExactly("1:a=2", "2:b=1", "3:a=3", "4:a=4");

        end(PRODUCER, ControlRecordType.COMMIT);
        compact();
        assertThat(Keyed.readCommitted(log)).containsExactly("2:b=1", "4:a=4");
    }

    @Test
    void aMarkerStaysWhileItsTransactionIsThereAndThenUntilItsHorizon() {
        append(log, Keyed.inTransaction(PRODUCER, 0, 0, "a=1"));
        end(PRODUCER, ControlRecordType.COMMIT);
        // The batch that remembers the producer is another one.
        append(log, Keyed.from(PRODUCER, 0, 1, "c=1"));
        await(log.roll());
        compact();
        assertThat(markers()).isEqualTo(1);

        append(log, Keyed.of("a=2"));
        await(log.roll());
        compact();
        assertThat(Keyed.read(log)).containsExactly("2:c=1", "3:a=2");
        assertThat(markers()).as("its data has just gone").isEqualTo(1);

        append(log, Keyed.of("d=1"));
        await(log.roll());
        compact();
        broker.clock.advance(HORIZON);
        append(log, Keyed.of("d=2"));
        await(log.roll());
        compact();
        assertThat(markers()).isZero();
        assertThat(Keyed.read(log)).containsExactly("2:c=1", "3:a=2", "5:d=2");
    }

    @Test
    void aTransactionWhoseMarkerLiesBehindTheCompactedPartIsAbortedForItsReaders() {
        append(log, Keyed.inTransaction(PRODUCER, 0, 0, "a=aborted"));
        append(log, Keyed.inTransaction(OTHER, 0, 0, "b=1"));
        await(log.roll());
        end(PRODUCER, ControlRecordType.ABORT);
        end(OTHER, ControlRecordType.COMMIT);
        append(log, Keyed.inTransaction(PRODUCER, 0, 1, "c=1"));
        end(PRODUCER, ControlRecordType.COMMIT);

        compact();

        assertThat(Keyed.readCommitted(log)).containsExactly("1:b=1", "4:c=1");
        for (TestStore started : List.of(broker.restart(), broker.kill())) {
            assertThat(Keyed.readCommitted(started.orders(COMPACTED))).containsExactly("1:b=1", "4:c=1");
        }
    }

    @Test
    void aLongAbortedTransactionIsRememberedUntilItsLastSegmentIsCompacted() {
        append(log, Keyed.inTransaction(PRODUCER, 0, 0, "a=aborted"));
        await(log.roll());
        append(log, Keyed.inTransaction(PRODUCER, 0, 1, "b=aborted"));
        end(PRODUCER, ControlRecordType.ABORT);
        await(log.roll());
        append(log, Keyed.of("c=1"));

        compact();

        assertThat(Keyed.readCommitted(log)).containsExactly("3:c=1");
        PartitionLog recovered = broker.kill().orders(COMPACTED);
        assertThat(recovered.lastStableOffset()).isEqualTo(4);
        assertThat(Keyed.readCommitted(recovered)).containsExactly("3:c=1");
    }

    @Test
    void aSliceKnowsTheAbortedTransactionsOfTheTimeItWasFound() {
        append(log, Keyed.inTransaction(PRODUCER, 0, 0, "a=aborted"));
        append(log, Keyed.inTransaction(PRODUCER, 0, 1, "b=aborted"));
        end(PRODUCER, ControlRecordType.ABORT);
        append(log, Keyed.from(PRODUCER, 0, 2, "c=1"));
        await(log.roll());
        try (LogSlice before = log.read(0, org.apache.kafka.common.IsolationLevel.READ_COMMITTED, 1 << 20, true)) {
            compact();
            append(log, Keyed.of("d=1"));
            await(log.roll());
            compact();

            assertThat(before.abortedTransactions(0, 3)).hasSize(1);
        }
        assertThat(log.abortedTransactions(0, 3)).isEmpty();
    }

    private void end(long producer, ControlRecordType type) {
        await(log.append(Batches.marker(producer, 0, type), AppendOrigin.COORDINATOR, Durability.SYNCED));
    }

    private void compact() {
        broker.store().cleaner().compact();
    }

    private long markers() {
        long[] markers = {0};
        LogReplay.forEach(log, (MutableRecordBatch batch) -> markers[0] += holdsMarker(batch) ? 1 : 0);
        return markers[0];
    }

    private static boolean holdsMarker(RecordBatch batch) {
        return batch.isControlBatch() && batch.iterator().hasNext();
    }
}
