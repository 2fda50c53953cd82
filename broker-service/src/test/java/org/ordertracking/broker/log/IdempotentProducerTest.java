package org.ordertracking.broker.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ordertracking.broker.log.TestStore.append;
import static org.ordertracking.broker.log.TestStore.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IdempotentProducerTest {

    private static final long PRODUCER = 4711;

    private final TestStore broker = new TestStore();
    private PartitionLog log = broker.orders();

    @AfterEach
    void stop() {
        broker.close();
    }

    static Stream<Named<UnaryOperator<TestStore>>> waysToStartAgain() {
        return Stream.of(
                Named.of("not at all", broker -> broker),
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
                }));
    }

    @ParameterizedTest
    @MethodSource("waysToStartAgain")
    void aRepeatedBatchIsAnsweredWithItsFirstOffsets(UnaryOperator<TestStore> startAgain) {
        append(log, Batches.from(PRODUCER, 0, 0, "a", "b"));
        append(log, Batches.from(PRODUCER, 0, 2, "c", "d", "e"));
        log = startAgain.apply(broker).orders();
        long end = log.highWatermark();

        assertThat(append(log, Batches.from(PRODUCER, 0, 2, "c", "d", "e"))).isEqualTo(new Appended(2, 4, -1, 0, true));
        assertThat(append(log, Batches.from(PRODUCER, 0, 0, "a", "b"))).isEqualTo(new Appended(0, 1, -1, 0, true));
        assertThat(log.highWatermark()).isEqualTo(end);
    }

    @ParameterizedTest
    @MethodSource("waysToStartAgain")
    void aGapInTheSequenceIsRefusedAndTheNextSequenceStillAccepted(UnaryOperator<TestStore> startAgain) {
        append(log, Batches.from(PRODUCER, 0, 0, "a", "b"));
        log = startAgain.apply(broker).orders();
        long end = log.highWatermark();

        assertThatThrownBy(() -> append(log, Batches.from(PRODUCER, 0, 3, "d")))
                .isInstanceOf(OutOfOrderSequenceException.class)
                .hasMessageContaining("sequence 3 after 1");
        assertThat(append(log, Batches.from(PRODUCER, 0, 2, "c")).baseOffset()).isEqualTo(end);
    }

    @ParameterizedTest
    @MethodSource("waysToStartAgain")
    void anOlderEpochIsFencedOff(UnaryOperator<TestStore> startAgain) {
        append(log, Batches.from(PRODUCER, 0, 0, "a"));
        append(log, Batches.from(PRODUCER, 1, 0, "b"));
        log = startAgain.apply(broker).orders();

        assertThatThrownBy(() -> append(log, Batches.from(PRODUCER, 0, 1, "c")))
                .isInstanceOf(InvalidProducerEpochException.class);
    }

    @Test
    void aNewEpochBeginsAtSequenceZero() {
        append(log, Batches.from(PRODUCER, 0, 0, "a"));

        assertThatThrownBy(() -> append(log, Batches.from(PRODUCER, 1, 1, "b")))
                .isInstanceOf(OutOfOrderSequenceException.class);
        assertThat(append(log, Batches.from(PRODUCER, 1, 0, "b")).baseOffset()).isEqualTo(1);
    }

    @Test
    void aProducerThatTheLogDoesNotKnowMayBeginAnywhere() {
        assertThat(append(log, Batches.from(PRODUCER, 3, 100, "a")).baseOffset())
                .isZero();
        assertThatThrownBy(() -> append(log, Batches.from(PRODUCER, 3, 102, "c")))
                .isInstanceOf(OutOfOrderSequenceException.class);
    }

    @Test
    void theLastFiveBatchesAreRememberedAndTheSixthIsNot() {
        for (int sequence = 0; sequence < 6; sequence++) {
            append(log, Batches.from(PRODUCER, 0, sequence, "v" + sequence));
        }

        for (int sequence = 1; sequence < 6; sequence++) {
            assertThat(append(log, Batches.from(PRODUCER, 0, sequence, "v" + sequence)))
                    .isEqualTo(new Appended(sequence, sequence, -1, 0, true));
        }
        assertThatThrownBy(() -> append(log, Batches.from(PRODUCER, 0, 0, "v0")))
                .isInstanceOf(OutOfOrderSequenceException.class);
    }

    @Test
    void aBatchThatRepeatsOnlyPartOfAnEarlierOneIsOutOfOrder() {
        append(log, Batches.from(PRODUCER, 0, 0, "a", "b"));

        assertThatThrownBy(() -> append(log, Batches.from(PRODUCER, 0, 1, "b")))
                .isInstanceOf(OutOfOrderSequenceException.class);
    }

    @Test
    void sequencesWrapFromTheLargestIntToZero() {
        append(log, Batches.from(PRODUCER, 0, Integer.MAX_VALUE - 1, "a", "b"));
        append(log, Batches.from(PRODUCER, 0, 0, "c"));

        assertThat(append(log, Batches.from(PRODUCER, 0, Integer.MAX_VALUE - 1, "a", "b"))
                        .duplicate())
                .isTrue();
        assertThat(append(log, Batches.from(PRODUCER, 0, 1, "d")).baseOffset()).isEqualTo(3);
    }

    @Test
    void aBatchThatWrapsInItsMiddleIsFollowedAndRecognised() {
        append(log, Batches.from(PRODUCER, 0, Integer.MAX_VALUE, "a", "b", "c"));

        assertThat(append(log, Batches.from(PRODUCER, 0, Integer.MAX_VALUE, "a", "b", "c")))
                .isEqualTo(new Appended(0, 2, -1, 0, true));
        assertThat(append(log, Batches.from(PRODUCER, 0, 2, "d")).baseOffset()).isEqualTo(3);
    }

    @Test
    void aRepeatedBatchWithLogAppendTimeIsAnsweredWithItsFirstTime() {
        log.configure(LogSettings.DEFAULT.withTimestampType(TimestampType.LOG_APPEND_TIME));
        Appended first = append(log, Batches.from(PRODUCER, 0, 0, "a"));
        broker.clock.advance(Duration.ofMinutes(1));

        assertThat(append(log, Batches.from(PRODUCER, 0, 0, "a")).logAppendTime())
                .isEqualTo(first.logAppendTime());
    }

    @Test
    void producersDoNotMindEachOther() {
        append(log, Batches.from(1, 0, 0, "a"));
        append(log, Batches.from(2, 0, 0, "b"));
        append(log, Batches.from(1, 0, 1, "c"));

        assertThat(append(log, Batches.from(2, 0, 0, "b")).baseOffset()).isEqualTo(1);
    }

    @Test
    void aProducerMayNotSendTwoBatchesInOneAppend() {
        assertThatThrownBy(() -> append(
                        log, Batches.together(Batches.from(PRODUCER, 0, 0, "a"), Batches.from(PRODUCER, 0, 1, "b"))))
                .isInstanceOf(InvalidRecordException.class);
        assertThat(log.logEndOffset()).isZero();
    }

    @Test
    void aRefusedBatchLeavesItsProducerAsItWas() {
        append(log, Batches.from(PRODUCER, 0, 0, "a"));
        broker.disk.fill();
        assertThatThrownBy(() -> append(log, Batches.from(PRODUCER, 0, 1, "b"))).hasMessageContaining("No space");
        broker.disk.freeSpace();

        assertThat(append(log, Batches.from(PRODUCER, 0, 1, "b"))).isEqualTo(new Appended(1, 1, -1, 0, false));
    }

    @Test
    void aSilentProducerIsForgottenAfterTheExpiration() {
        append(log, Batches.from(PRODUCER, 0, 0, "a"));
        broker.clock.advance(LogStoreConfig.DEFAULT.producerExpiration().plusMillis(1));
        append(log, Batches.of("other"));

        assertThat(append(log, Batches.from(PRODUCER, 0, 77, "b")).baseOffset()).isEqualTo(2);
    }

    @Test
    void theClockOfAProducerDoesNotDecideWhenItIsForgotten() {
        // Its records are dated 1970.
        append(log, Batches.from(PRODUCER, 0, 0, "a"));
        broker.clock.advance(Duration.ofHours(23));
        append(log, Batches.of("other"));

        assertThat(append(log, Batches.from(PRODUCER, 0, 0, "a")).duplicate()).isTrue();
    }

    @Test
    void aDamagedSnapshotIsMadeUpForByTheBatches() {
        append(log, Batches.from(PRODUCER, 0, 0, "a"));
        await(log.roll());
        append(log, Batches.from(PRODUCER, 0, 1, "b"));
        await(log.roll());
        append(log, Batches.from(PRODUCER, 0, 2, "c"));
        broker.disk.killProcess();
        for (Path snapshot : broker.disk.filesNamed(ProducerSnapshots.SUFFIX)) {
            byte[] contents = broker.disk.contents(snapshot);
            contents[contents.length / 2] ^= 1;
            broker.disk.replace(snapshot, contents);
        }
        broker.stopThreads();

        log = broker.start().orders();

        assertThat(append(log, Batches.from(PRODUCER, 0, 0, "a"))).isEqualTo(new Appended(0, 0, -1, 0, true));
        assertThat(append(log, Batches.from(PRODUCER, 0, 3, "d")).baseOffset()).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("waysToStartAgain")
    void theProducersOfALogAreKnown(UnaryOperator<TestStore> startAgain) {
        append(log, Batches.from(1, 0, 0, "a", "b"));
        append(log, Batches.from(2, 5, 0, "c"));
        log = startAgain.apply(broker).orders();

        assertThat(await(log.producers()))
                .containsExactlyInAnyOrder(
                        new ActiveProducer(1, (short) 0, 1, 1_000, -1, -1),
                        new ActiveProducer(2, (short) 5, 0, 1_000, -1, -1));
    }

    @Test
    void onlyTheLastSnapshotsAreKept() {
        for (int i = 0; i < 10; i++) {
            append(log, Batches.from(PRODUCER, 0, i, "v" + i));
            await(log.roll());
        }

        assertThat(broker.disk.filesNamed(ProducerSnapshots.SUFFIX)).hasSize(2);
    }
}
