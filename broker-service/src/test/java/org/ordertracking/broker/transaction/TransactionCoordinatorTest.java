package org.ordertracking.broker.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.errors.ConcurrentTransactionsException;
import org.apache.kafka.common.errors.CoordinatorNotAvailableException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.InvalidTxnTimeoutException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;
import org.apache.kafka.common.utils.ProducerIdAndEpoch;
import org.apache.kafka.coordinator.transaction.TransactionState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ordertracking.broker.fixture.FakeTimer;
import org.ordertracking.broker.fixture.LogLines;
import org.ordertracking.broker.fixture.MovingClock;
import org.ordertracking.broker.fixture.TestBroker;
import org.ordertracking.broker.fixture.TestDisk;
import org.ordertracking.broker.log.AppendOrigin;
import org.ordertracking.broker.log.Durability;
import org.ordertracking.broker.log.PartitionLog;

/** Transactions from claim to end, over a disk that fails and a broker that stops in between. */
class TransactionCoordinatorTest {
    private static final String ID = "checkout";
    private static final int TIMEOUT = 60_000;
    private static final boolean COMMIT = true;
    private static final boolean ABORT = false;
    private static final short V0 = TransactionVersions.V0;
    private static final short V2 = TransactionVersions.V2;
    private static final TopicPartition ORDERS = new TopicPartition("orders", 0);
    private static final TopicPartition STOCK = new TopicPartition("stock", 0);

    @TempDir
    private Path directory;

    private final FakeTimer timer = new FakeTimer();
    private final MovingClock clock = new MovingClock(timer);
    private TestBroker broker;

    @BeforeEach
    void start() {
        broker = TestBroker.in(directory)
                .withTransactions()
                .withTimer(timer)
                .withClock(clock)
                .start();
        broker.topic("orders", 1);
        broker.topic("stock", 1);
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void whoeverClaimsATransactionalIdFencesTheOneBefore() {
        ProducerIdAndEpoch first = claim();
        ProducerIdAndEpoch second = claim();

        assertThat(second).isEqualTo(new ProducerIdAndEpoch(first.producerId, (short) 1));
        assertFails(add(first, V0, ORDERS), ProducerFencedException.class);
        get(add(second, V0, ORDERS));
    }

    @Test
    void aProducerGoesOnAfterAnErrorOnlyIfItIsTheLatest() {
        ProducerIdAndEpoch first = claim();
        ProducerIdAndEpoch bumped = get(coordinator().initializeProducer(ID, TIMEOUT, first));

        assertThat(bumped.epoch).isEqualTo((short) 1);
        assertThat(get(coordinator().initializeProducer(ID, TIMEOUT, first)))
                .as("the answer was lost, the request is repeated")
                .isEqualTo(bumped);
        claim();
        assertFails(coordinator().initializeProducer(ID, TIMEOUT, bumped), ProducerFencedException.class);
    }

    @Test
    void anIdThatNobodyClaimedHasNoTransactions() {
        ProducerIdAndEpoch stranger = new ProducerIdAndEpoch(7, (short) 0);

        assertFails(add(stranger, V0, ORDERS), InvalidPidMappingException.class);
        assertFails(end(stranger, COMMIT, V2), InvalidPidMappingException.class);
    }

    @Test
    void anEmptyIdAndATimeoutBeyondTheLimitAreRefused() {
        assertThatThrownBy(() -> coordinator().initializeProducer("", TIMEOUT, null))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> coordinator()
                        .initializeProducer(
                                ID, Math.toIntExact(TestBroker.MAX_TRANSACTION_TIMEOUT.toMillis()) + 1, null))
                .isInstanceOf(InvalidTxnTimeoutException.class)
                .hasMessageContaining("broker.transactions.max-timeout");
    }

    @Test
    void recordsEnterTheLogOnlyWhileTheirTransactionIsOpen() {
        ProducerIdAndEpoch producer = claim();

        assertFails(append("orders", producer, 0), InvalidTxnStateException.class);
        get(add(producer, V0, ORDERS));
        get(append("orders", producer, 0));
        get(end(producer, COMMIT, V0));
        assertFails(append("orders", producer, 1), InvalidTxnStateException.class);
    }

    @Test
    void aCommitLetsReadersSeeAllPartitionsOfTheTransaction() {
        ProducerIdAndEpoch producer = openTransaction();

        assertThat(log("orders").lastStableOffset()).isZero();
        get(end(producer, COMMIT, V0));

        assertThat(log("orders").lastStableOffset()).isEqualTo(2);
        assertThat(log("stock").lastStableOffset()).isEqualTo(2);
        eventually(() -> state() == TransactionState.COMPLETE_COMMIT);
    }

    @Test
    void theEndIsAnsweredOnlyWhenEveryMarkerIsOnTheDisk() {
        ProducerIdAndEpoch producer = openTransaction();
        refuseMarkersIn("stock");

        CompletableFuture<ProducerIdAndEpoch> end = end(producer, COMMIT, V0).toCompletableFuture();
        eventually(() -> log("orders").lastStableOffset() == 2);
        eventually(() -> timer.size() > 0);
        assertThat(end).isNotDone();
        assertThat(log("stock").lastStableOffset()).isZero();
        assertFails(add(producer, V0, ORDERS), ConcurrentTransactionsException.class);

        broker.disk().repair();
        retryUntil(end::isDone);
        assertThat(log("stock").lastStableOffset()).isEqualTo(2);
    }

    @Test
    void withV2TheEndBumpsTheEpochAndFencesWhatIsStillOnItsWay() {
        ProducerIdAndEpoch producer = openTransaction();

        ProducerIdAndEpoch next = get(end(producer, COMMIT, V2));

        assertThat(next).isEqualTo(new ProducerIdAndEpoch(producer.producerId, (short) 1));
        get(add(next, V2, ORDERS));
        assertThatThrownBy(() -> get(append("orders", producer, 1)))
                .hasCauseInstanceOf(org.apache.kafka.common.errors.InvalidProducerEpochException.class);
    }

    @Test
    void anEndThatIsRepeatedIsAnsweredAsTheFirstTime() {
        ProducerIdAndEpoch producer = openTransaction();
        ProducerIdAndEpoch next = get(end(producer, COMMIT, V2));

        assertThat(get(end(producer, COMMIT, V2))).isEqualTo(next);
        assertFails(end(producer, ABORT, V2), InvalidTxnStateException.class);
        assertThat(log("orders").lastStableOffset())
                .as("no marker was written twice")
                .isEqualTo(2);
    }

    @Test
    void anEndThatIsRepeatedAfterARestartIsAnsweredAsTheFirstTime() {
        ProducerIdAndEpoch producer = openTransaction();
        ProducerIdAndEpoch next = get(end(producer, COMMIT, V2));
        eventually(() -> state() == TransactionState.COMPLETE_COMMIT);

        broker.restart();

        assertThat(get(end(producer, COMMIT, V2))).isEqualTo(next);
    }

    @Test
    void aClientOfV2MayAbortWhenNothingIsOngoingToHaveItsEpochBumped() {
        ProducerIdAndEpoch producer = claim();

        assertThat(get(end(producer, ABORT, V2)).epoch).isEqualTo((short) 1);
        assertFails(end(producer, ABORT, V0), ProducerFencedException.class);
    }

    @Test
    void aProducerWhoseEpochsAreUsedUpGetsAnotherId() {
        long exhausted = claim().producerId;
        ProducerIdAndEpoch producer = new ProducerIdAndEpoch(exhausted, (short) (Short.MAX_VALUE - 1));
        Transaction used =
                coordinator().find(ID).orElseThrow().initialized(producer, (short) -1, TIMEOUT, clock.millis());
        get(log(Topic.TRANSACTION_STATE_TOPIC_NAME)
                .append(
                        MemoryRecords.withRecords(Compression.NONE, TransactionRecords.encode(used, clock.millis())),
                        AppendOrigin.COORDINATOR,
                        Durability.SYNCED));
        broker.restart();
        get(add(producer, V2, ORDERS));

        ProducerIdAndEpoch next = get(end(producer, COMMIT, V2));

        assertThat(next.epoch).isZero();
        assertThat(next.producerId).isNotEqualTo(exhausted);
        assertThat(get(end(producer, COMMIT, V2))).as("repeated").isEqualTo(next);
        get(add(next, V2, ORDERS));
    }

    @Test
    void aProducerThatClaimsAnIdHasToWaitUntilTheTransactionOfTheOneBeforeIsAborted() {
        openTransaction();

        assertFails(coordinator().initializeProducer(ID, TIMEOUT, null), ConcurrentTransactionsException.class);
        eventually(() -> state() == TransactionState.COMPLETE_ABORT);

        assertThat(claim().epoch).isEqualTo((short) 2);
        assertThat(log("orders").lastStableOffset()).isEqualTo(2);
    }

    @Test
    void aTransactionThatIsOpenForTooLongIsAbortedAndItsProducerFenced() {
        ProducerIdAndEpoch producer = openTransaction();

        clock.advance(Duration.ofMillis(TIMEOUT - 1));
        assertThat(state()).isEqualTo(TransactionState.ONGOING);
        clock.advance(Duration.ofMillis(1));

        eventually(() -> state() == TransactionState.COMPLETE_ABORT);
        assertThat(log("orders").lastStableOffset()).isEqualTo(2);
        assertFails(add(producer, V2, ORDERS), ProducerFencedException.class);
        assertFails(end(producer, COMMIT, V0), ProducerFencedException.class);
    }

    @Test
    void aTransactionThatEndedInTimeIsLeftAloneByItsTimeout() {
        ProducerIdAndEpoch producer = openTransaction();
        get(end(producer, COMMIT, V0));
        eventually(() -> state() == TransactionState.COMPLETE_COMMIT);
        get(add(producer, V0, ORDERS));

        clock.advance(Duration.ofMillis(TIMEOUT - 1));
        assertThat(state()).isEqualTo(TransactionState.ONGOING);
    }

    @Test
    void aStopBetweenDecisionAndMarkersIsMadeUpForAtTheNextStart() {
        ProducerIdAndEpoch producer = openTransaction();
        refuseMarkersIn("stock");
        CompletableFuture<ProducerIdAndEpoch> end = end(producer, COMMIT, V0).toCompletableFuture();
        eventually(() -> log("orders").lastStableOffset() == 2);
        assertThat(end).isNotDone();

        broker.disk().repair();
        broker.restart();

        eventually(() -> state() == TransactionState.COMPLETE_COMMIT);
        assertThat(log("stock").lastStableOffset()).isEqualTo(2);
        assertThat(log("stock").abortedTransactions(0, 2)).isEmpty();
        assertThat(log("orders").lastStableOffset())
                .as("the marker that was there is written again, which changes nothing")
                .isEqualTo(log("orders").highWatermark());
    }

    @Test
    void aStopBetweenMarkersAndCompletionIsMadeUpForAtTheNextStart() {
        ProducerIdAndEpoch producer = openTransaction();
        refuseMarkersIn("stock");
        CompletableFuture<ProducerIdAndEpoch> end = end(producer, ABORT, V2).toCompletableFuture();
        eventually(() -> log("orders").lastStableOffset() == 2 && timer.size() > 1);
        refuseWritesTo(Topic.TRANSACTION_STATE_TOPIC_NAME);
        retryUntil(end::isDone);
        assertThat(state()).isEqualTo(TransactionState.PREPARE_ABORT);

        broker.disk().repair();
        broker.restart();

        eventually(() -> state() == TransactionState.COMPLETE_ABORT);
        assertThat(log("stock").abortedTransactions(0, 2)).hasSize(1);
        get(add(get(end), V2, ORDERS));
    }

    @Test
    void aTransactionThatIsOpenAtAStopStaysOpenAndRunsOutOfTime() {
        ProducerIdAndEpoch producer = openTransaction();
        clock.advance(Duration.ofMillis(TIMEOUT / 2));

        broker.restart();

        get(append("orders", producer, 1));
        clock.advance(Duration.ofMillis(TIMEOUT / 2));
        eventually(() -> state() == TransactionState.COMPLETE_ABORT);
        assertThat(log("orders").lastStableOffset()).isEqualTo(3);
    }

    @Test
    void aPartitionThatWasDeletedMeanwhileDoesNotHoldUpTheEnd() {
        ProducerIdAndEpoch producer = openTransaction();
        get(broker.topics().delete(broker.topic("stock", 1).id()));

        get(end(producer, COMMIT, V0));

        assertThat(log("orders").lastStableOffset()).isEqualTo(2);
    }

    @Test
    void whatCannotBeWrittenDoesNotTakeEffect() {
        ProducerIdAndEpoch producer = claim();
        try (LogLines expected = LogLines.of("org.ordertracking.broker.log")) {
            refuseWritesTo(Topic.TRANSACTION_STATE_TOPIC_NAME);
            assertFails(add(producer, V0, ORDERS), CoordinatorNotAvailableException.class);
            assertThat(state()).isEqualTo(TransactionState.EMPTY);
            assertThat(expected.warnings()).hasSize(1);
        }
        broker.disk().repair();
        get(add(producer, V0, ORDERS));
    }

    @Test
    void anIdThatNobodyUsesIsForgotten() {
        claim();
        clock.advance(TestBroker.TRANSACTIONAL_ID_EXPIRATION.minusSeconds(1));
        assertThat(coordinator().find(ID)).isPresent();
        clock.advance(Duration.ofHours(1));
        eventually(() -> coordinator().find(ID).isEmpty());

        broker.restart();

        assertThat(coordinator().find(ID)).isEmpty();
    }

    @Test
    void aTimeoutThatCannotBeWrittenIsTriedAgain() {
        openTransaction();
        try (LogLines expected = LogLines.of("org.ordertracking.broker.log")) {
            refuseWritesTo(Topic.TRANSACTION_STATE_TOPIC_NAME);
            clock.advance(Duration.ofMillis(TIMEOUT));
            eventually(() -> !expected.warnings().isEmpty());
            assertThat(state()).isEqualTo(TransactionState.ONGOING);
        }
        broker.disk().repair();
        retryUntil(() -> state() == TransactionState.COMPLETE_ABORT);
    }

    /** A record in each of two partitions. */
    private ProducerIdAndEpoch openTransaction() {
        ProducerIdAndEpoch producer = claim();
        get(add(producer, V0, ORDERS, STOCK));
        get(append("orders", producer, 0));
        get(append("stock", producer, 0));
        return producer;
    }

    private ProducerIdAndEpoch claim() {
        return get(coordinator().initializeProducer(ID, TIMEOUT, null));
    }

    private CompletionStage<Void> add(ProducerIdAndEpoch producer, short version, TopicPartition... partitions) {
        return coordinator().addPartitions(ID, producer, Set.of(partitions), version);
    }

    private CompletionStage<ProducerIdAndEpoch> end(ProducerIdAndEpoch producer, boolean commit, short version) {
        return coordinator().end(ID, producer, commit, version);
    }

    private CompletionStage<?> append(String topic, ProducerIdAndEpoch producer, int sequence) {
        MemoryRecords records = MemoryRecords.withTransactionalRecords(
                Compression.NONE,
                producer.producerId,
                producer.epoch,
                sequence,
                new SimpleRecord(clock.millis(), "placed".getBytes()));
        return log(topic).append(records, AppendOrigin.CLIENT, Durability.SYNCED);
    }

    private void refuseMarkersIn(String topic) {
        refuseWritesTo(topic);
    }

    private void refuseWritesTo(String topic) {
        broker.disk()
                .refuseWrites(TestDisk.below(
                        broker.topics().byName(topic).orElseThrow().id().toString()));
    }

    /** Lets as much time pass as it takes, without any transaction running out of it. */
    private void retryUntil(BooleanSupplier done) {
        await().atMost(30, TimeUnit.SECONDS).until(() -> {
            timer.advanceClock(10);
            return done.getAsBoolean();
        });
    }

    private static void eventually(BooleanSupplier condition) {
        await().atMost(30, TimeUnit.SECONDS).until(condition::getAsBoolean);
    }

    private TransactionState state() {
        return coordinator().find(ID).orElseThrow().state();
    }

    private PartitionLog log(String topic) {
        return broker.topics().byName(topic).orElseThrow().partitions().get(0).log();
    }

    private TransactionCoordinator coordinator() {
        return broker.transactions();
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static void assertFails(CompletionStage<?> stage, Class<? extends Throwable> how) {
        assertThatThrownBy(() -> get(stage))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(how);
    }
}
