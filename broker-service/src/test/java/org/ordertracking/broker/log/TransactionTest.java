package org.ordertracking.broker.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ordertracking.broker.log.TestStore.append;
import static org.ordertracking.broker.log.TestStore.await;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.TransactionCoordinatorFencedException;
import org.apache.kafka.common.record.ControlRecordType;
import org.apache.kafka.common.record.EndTransactionMarker;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.RecordBatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Transactions in one log: what readers see of them, and what survives. */
class TransactionTest {

    private static final long ALICE = 4711;
    private static final long BOB = 4712;

    private final TestStore broker = new TestStore();
    private PartitionLog log = broker.orders();

    @BeforeEach
    void openTransactions() {
        broker.openTransactions.addAll(List.of(ALICE, BOB));
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    static Stream<Named<UnaryOperator<TestStore>>> waysToStartAgain() {
        return Stream.of(
                Named.of("not at all", broker -> broker),
                Named.of("rolled", broker -> {
                    await(broker.orders().roll());
                    return broker;
                }),
                Named.of("restart", TestStore::restart),
                Named.of("killed", TestStore::kill),
                Named.of("power cut", TestStore::cutPower),
                Named.of("restart, then killed", broker -> {
                    append(broker.restart().orders(), Batches.of("other"));
                    return broker.kill();
                }),
                Named.of("rolled, then killed", broker -> {
                    await(broker.orders().roll());
                    return broker.kill();
                }),
                Named.of("rolled, then power cut", broker -> {
                    await(broker.orders().roll());
                    return broker.cutPower();
                }),
                Named.of("rolled, indexes of what was aborted damaged, then killed", broker -> {
                    await(broker.orders().roll());
                    broker.disk.filesNamed(".aborted").forEach(file -> broker.disk.replace(file, new byte[20]));
                    return broker.kill();
                }));
    }

    @ParameterizedTest
    @MethodSource("waysToStartAgain")
    void anOpenTransactionHoldsBackTheLastStableOffset(UnaryOperator<TestStore> startAgain) {
        append(log, Batches.of("before"));
        append(log, Batches.inTransaction(ALICE, 0, 0, "a", "b"));
        append(log, Batches.of("behind"));
        log = startAgain.apply(broker).orders();

        assertThat(log.lastStableOffset()).isEqualTo(1);
        assertThat(log.highWatermark()).isGreaterThanOrEqualTo(4);
        assertThat(committed()).containsExactly("0:before");
    }

    @ParameterizedTest
    @MethodSource("waysToStartAgain")
    void theOldestOfSeveralOpenTransactionsCounts(UnaryOperator<TestStore> startAgain) {
        append(log, Batches.inTransaction(ALICE, 0, 0, "a"));
        append(log, Batches.inTransaction(BOB, 0, 0, "b"));
        end(BOB, 0, ControlRecordType.COMMIT);
        log = startAgain.apply(broker).orders();
        assertThat(log.lastStableOffset()).isZero();

        end(ALICE, 0, ControlRecordType.COMMIT);

        assertThat(log.lastStableOffset()).isEqualTo(log.highWatermark());
    }

    @ParameterizedTest
    @MethodSource("waysToStartAgain")
    void whatWasAbortedIsNamedAndWhatWasCommittedIsNot(UnaryOperator<TestStore> startAgain) {
        append(log, Batches.inTransaction(ALICE, 0, 0, "aborted", "too"));
        append(log, Batches.inTransaction(BOB, 0, 0, "committed"));
        end(BOB, 0, ControlRecordType.COMMIT);
        end(ALICE, 0, ControlRecordType.ABORT);
        log = startAgain.apply(broker).orders();

        assertThat(log.abortedTransactions(0, 5)).containsExactly(new AbortedTransaction(ALICE, 0, 4, 5));
        assertThat(committed()).startsWith("2:committed").noneMatch(record -> record.endsWith("aborted"));
    }

    @ParameterizedTest
    @MethodSource("waysToStartAgain")
    void aTransactionThatIsOpenAcrossAStartCanBeAborted(UnaryOperator<TestStore> startAgain) {
        append(log, Batches.inTransaction(ALICE, 0, 0, "a"));
        log = startAgain.apply(broker).orders();

        long marker = end(ALICE, 0, ControlRecordType.ABORT).baseOffset();

        assertThat(log.abortedTransactions(0, marker + 1))
                .containsExactly(new AbortedTransaction(ALICE, 0, marker, marker + 1));
    }

    @ParameterizedTest
    @MethodSource("waysToStartAgain")
    void anAbortedTransactionOverSeveralSegmentsIsFoundFromEachOfThem(UnaryOperator<TestStore> startAgain) {
        append(log, Batches.inTransaction(ALICE, 0, 0, "a"));
        await(log.roll());
        append(log, Batches.inTransaction(ALICE, 0, 1, "b"));
        await(log.roll());
        end(ALICE, 0, ControlRecordType.ABORT);
        log = startAgain.apply(broker).orders();

        assertThat(log.abortedTransactions(0, 1))
                .extracting(AbortedTransaction::firstOffset)
                .containsExactly(0L);
        assertThat(log.abortedTransactions(1, 2))
                .extracting(AbortedTransaction::firstOffset)
                .containsExactly(0L);
        assertThat(log.abortedTransactions(2, 3))
                .extracting(AbortedTransaction::firstOffset)
                .containsExactly(0L);
        assertThat(log.abortedTransactions(3, 9)).isEmpty();
    }

    @Test
    void transactionsBehindTheRangeAreNotNamed() {
        append(log, Batches.inTransaction(ALICE, 0, 0, "a"));
        end(ALICE, 0, ControlRecordType.ABORT);
        append(log, Batches.inTransaction(ALICE, 0, 1, "b"));
        end(ALICE, 0, ControlRecordType.ABORT);

        assertThat(log.abortedTransactions(0, 2))
                .extracting(AbortedTransaction::firstOffset)
                .containsExactly(0L);
        assertThat(log.abortedTransactions(2, 3))
                .extracting(AbortedTransaction::firstOffset)
                .containsExactly(2L);
    }

    @Test
    void aTransactionThatNobodyHasOpenedIsRefused() {
        broker.openTransactions.clear();

        assertThatThrownBy(() -> append(log, Batches.inTransaction(ALICE, 0, 0, "a")))
                .isInstanceOf(InvalidTxnStateException.class)
                .hasMessageContaining("producer 4711");
        assertThat(log.highWatermark()).isZero();
    }

    @Test
    void nothingFollowsAMarkerOnceItsTransactionIsClosed() {
        append(log, Batches.inTransaction(ALICE, 0, 0, "a"));
        broker.openTransactions.remove(ALICE);
        append(log, Batches.inTransaction(ALICE, 0, 1, "still before the marker"));
        end(ALICE, 0, ControlRecordType.COMMIT);

        assertThatThrownBy(() -> append(log, Batches.inTransaction(ALICE, 0, 2, "late")))
                .isInstanceOf(InvalidTxnStateException.class);
        assertThat(log.lastStableOffset()).isEqualTo(log.highWatermark());
    }

    @Test
    void recordsOutsideOfTheOpenTransactionAreRefused() {
        append(log, Batches.inTransaction(ALICE, 0, 0, "a"));

        assertThatThrownBy(() -> append(log, Batches.from(ALICE, 0, 1, "b")))
                .isInstanceOf(InvalidTxnStateException.class)
                .hasMessageContaining("outside");
    }

    @Test
    void sequencesGoOnBehindAMarkerOfTheSameEpoch() {
        append(log, Batches.inTransaction(ALICE, 0, 0, "a"));
        end(ALICE, 0, ControlRecordType.COMMIT);

        assertThatThrownBy(() -> append(log, Batches.inTransaction(ALICE, 0, 0, "again", "but another")))
                .isInstanceOf(OutOfOrderSequenceException.class);
        assertThat(append(log, Batches.inTransaction(ALICE, 0, 1, "b")).duplicate())
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("waysToStartAgain")
    void aMarkerWithTheNextEpochFencesTheOldOneAndSequencesBeginAgain(UnaryOperator<TestStore> startAgain) {
        append(log, Batches.inTransaction(ALICE, 0, 0, "a"));
        end(ALICE, 1, ControlRecordType.COMMIT);
        log = startAgain.apply(broker).orders();

        assertThatThrownBy(() -> append(log, Batches.inTransaction(ALICE, 0, 1, "late")))
                .isInstanceOf(InvalidProducerEpochException.class);
        assertThatThrownBy(() -> append(log, Batches.inTransaction(ALICE, 1, 1, "not the first")))
                .isInstanceOf(OutOfOrderSequenceException.class);
        append(log, Batches.inTransaction(ALICE, 1, 0, "b"));
    }

    @Test
    void aMarkerThatIsWrittenTwiceChangesNothing() {
        append(log, Batches.inTransaction(ALICE, 0, 0, "a"));
        end(ALICE, 0, ControlRecordType.ABORT);
        end(ALICE, 0, ControlRecordType.ABORT);

        assertThat(log.abortedTransactions(0, 10)).hasSize(1);
        assertThat(log.lastStableOffset()).isEqualTo(log.highWatermark());
    }

    @Test
    void aMarkerOfAnOlderCoordinatorIsFencedOff() {
        append(log, Batches.inTransaction(ALICE, 0, 0, "a"));
        await(log.append(
                MemoryRecords.withEndTransactionMarker(
                        1, ALICE, (short) 0, new EndTransactionMarker(ControlRecordType.COMMIT, 7)),
                AppendOrigin.COORDINATOR,
                Durability.SYNCED));

        assertThatThrownBy(() -> end(ALICE, 0, ControlRecordType.COMMIT))
                .isInstanceOf(TransactionCoordinatorFencedException.class);
    }

    @Test
    void aProducerWithAnOpenTransactionIsNotForgotten() {
        append(log, Batches.inTransaction(ALICE, 0, 0, "a"));
        broker.clock.advance(LogStoreConfig.DEFAULT.producerExpiration().multipliedBy(2));
        append(log, Batches.of("other"));

        assertThat(log.lastStableOffset()).isZero();
        assertThat(await(log.producers())).containsExactly(new ActiveProducer(ALICE, (short) 0, 0, 1_000, -1, 0));
    }

    @Test
    void bytesThatAreUndecidedDoNotCountAsReadableForReadersOfWhatIsCommitted() {
        append(log, Batches.of("before"));
        long before = log.sizeInBytes();
        append(log, Batches.inTransaction(ALICE, 0, 0, "a".repeat(10_000)));

        assertThat(log.bytesFrom(0, IsolationLevel.READ_COMMITTED)).isBetween(1L, before);
        assertThat(log.bytesFrom(1, IsolationLevel.READ_COMMITTED)).isZero();
        assertThat(log.bytesFrom(1, IsolationLevel.READ_UNCOMMITTED)).isGreaterThan(10_000);
    }

    private Appended end(long producer, int epoch, ControlRecordType type) {
        return await(log.append(Batches.marker(producer, epoch, type), AppendOrigin.COORDINATOR, Durability.SYNCED));
    }

    /** What a consumer of committed records makes of the log. */
    private List<String> committed() {
        List<String> seen = new ArrayList<>();
        long offset = 0;
        while (offset < log.lastStableOffset()) {
            byte[] bytes = Batches.bytes(log.read(offset, IsolationLevel.READ_COMMITTED, 1 << 20, true));
            for (RecordBatch batch :
                    MemoryRecords.readableRecords(ByteBuffer.wrap(bytes)).batches()) {
                List<AbortedTransaction> aborted = log.abortedTransactions(batch.baseOffset(), batch.nextOffset());
                boolean skipped = batch.isControlBatch()
                        || batch.isTransactional()
                                && aborted.stream().anyMatch(each -> each.producerId() == batch.producerId());
                if (!skipped) {
                    batch.forEach(
                            record -> seen.add(record.offset() + ":" + StandardCharsets.UTF_8.decode(record.value())));
                }
                offset = batch.nextOffset();
            }
        }
        return seen;
    }
}
