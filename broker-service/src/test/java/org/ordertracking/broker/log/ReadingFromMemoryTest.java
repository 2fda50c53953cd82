package org.ordertracking.broker.log;

import static org.apache.kafka.common.IsolationLevel.READ_COMMITTED;
import static org.apache.kafka.common.IsolationLevel.READ_UNCOMMITTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ordertracking.broker.log.TestStore.append;
import static org.ordertracking.broker.log.TestStore.await;

import org.apache.kafka.common.errors.OffsetOutOfRangeException;
import org.apache.kafka.common.record.ControlRecordType;
import org.apache.kafka.common.record.MutableRecordBatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadingFromMemoryTest {
    private static final int EVERYTHING = 1 << 20;
    private static final long PRODUCER = 7;

    private final TestStore broker = new TestStore();
    private final PartitionLog log = broker.orders();

    @AfterEach
    void stop() {
        broker.stopThreads();
    }

    @Test
    void aReaderThatKeepsUpNeedsNoLookAtTheDisk() {
        append(log, Batches.of("a"));
        openFile();
        append(log, Batches.of("b", "c"));
        append(log, Batches.of("d"));
        broker.disk.onReading(() -> {
            throw new AssertionError("the disk was read");
        });

        LogSlice slice = log.readFromMemory(1, READ_UNCOMMITTED, EVERYTHING);

        broker.disk.onReading(() -> {});
        assertThat(Batches.batches(slice))
                .extracting(MutableRecordBatch::baseOffset)
                .containsExactly(1L, 3L);
    }

    @Test
    void atTheEndThereIsNothingAndBeyondItIsAnError() {
        append(log, Batches.of("a"));

        assertThat(log.readFromMemory(1, READ_UNCOMMITTED, EVERYTHING).length()).isZero();
        assertThatThrownBy(() -> log.readFromMemory(2, READ_UNCOMMITTED, EVERYTHING))
                .isInstanceOf(OffsetOutOfRangeException.class);
    }

    @Test
    void anOffsetInsideABatchIsForTheDiskToFind() {
        append(log, Batches.of("a", "b"));
        openFile();

        assertThat(log.readFromMemory(1, READ_UNCOMMITTED, EVERYTHING)).isNull();
    }

    @Test
    void aFileThatNobodyHasOpenYetIsNotOpened() {
        append(log, Batches.of("a"));

        assertThat(log.readFromMemory(0, READ_UNCOMMITTED, EVERYTHING)).isNull();
    }

    @Test
    void whatIsLargerThanWantedIsCutWhereABatchEndsOrLeftToTheDisk() {
        append(log, Batches.ofSize(5_000));
        append(log, Batches.ofSize(5_000));
        openFile();

        assertThat(log.readFromMemory(0, READ_UNCOMMITTED, 4_000)).isNull();
        LogSlice slice = log.readFromMemory(0, READ_UNCOMMITTED, 9_000);
        assertThat(slice.length()).isLessThan(9_000);
        assertThat(Batches.batches(slice)).hasSize(1);
    }

    @Test
    void aSealedSegmentIsForTheDiskOnceItsIndexLiesThere() {
        append(log, Batches.of("a"));
        await(log.roll());
        append(log, Batches.of("b"));

        PartitionLog restarted = broker.restart().orders();
        Batches.bytes(restarted.read(0, EVERYTHING, true));

        assertThat(restarted.readFromMemory(0, READ_UNCOMMITTED, EVERYTHING)).isNull();
    }

    @Test
    void aReaderOfWhatIsCommittedSeesNothingOfAnOpenTransaction() {
        broker.openTransactions.add(PRODUCER);
        append(log, Batches.of("before"));
        openFile();
        append(log, Batches.inTransaction(PRODUCER, 0, 0, "undecided"));
        append(log, Batches.of("behind"));

        LogSlice committed = log.readFromMemory(0, READ_COMMITTED, EVERYTHING);

        assertThat(Batches.batches(committed)).hasSize(1);
        assertThat(log.readFromMemory(1, READ_COMMITTED, EVERYTHING).length()).isZero();
        assertThat(Batches.batches(log.readFromMemory(0, READ_UNCOMMITTED, EVERYTHING)))
                .hasSize(3);
    }

    @Test
    void whereATransactionWasAbortedTheDiskHasToTellWhichRecordsAreConcerned() {
        broker.openTransactions.add(PRODUCER);
        append(log, Batches.inTransaction(PRODUCER, 0, 0, "aborted"));
        openFile();
        await(log.append(
                Batches.marker(PRODUCER, 0, ControlRecordType.ABORT), AppendOrigin.COORDINATOR, Durability.SYNCED));

        assertThat(log.readFromMemory(0, READ_COMMITTED, EVERYTHING)).isNull();
    }

    /** As the first reader does. */
    private void openFile() {
        Batches.bytes(log.read(log.highWatermark() - 1, EVERYTHING, true));
    }
}
