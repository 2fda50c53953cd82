package org.ordertracking.broker.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ordertracking.broker.log.TestStore.append;
import static org.ordertracking.broker.log.TestStore.await;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.apache.kafka.common.errors.OffsetOutOfRangeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartOffsetTest {

    private final List<Long> heard = new ArrayList<>();
    private final TestStore broker = new TestStore(LogStoreConfig.DEFAULT.withLogThreads(1), new LogListener() {
        @Override
        public void onAppend(PartitionLog log, int bytes) {}

        @Override
        public void onStartMoved(PartitionLog log) {
            heard.add(log.logStartOffset());
        }
    });
    private final PartitionLog log = broker.orders();

    @AfterEach
    void stop() {
        broker.stopThreads();
    }

    @Test
    void recordsInTheMiddleOfASegmentAreDeleted() {
        append(log, Batches.of("a", "b", "c"));
        append(log, Batches.of("d"));

        assertThat(deleteBefore(2)).isEqualTo(2);

        assertThat(log.logStartOffset()).isEqualTo(2);
        assertThat(log.logEndOffset()).isEqualTo(4);
        assertThat(Batches.read(log)).containsExactly("2:c", "3:d");
        assertThatThrownBy(() -> log.read(1, 100, true)).isInstanceOf(OffsetOutOfRangeException.class);
        assertThat(heard).containsExactly(2L);
    }

    @Test
    void theStartSurvivesAnyRestart() {
        append(log, Batches.of("a", "b", "c"));
        deleteBefore(2);

        for (TestStore started : List.of(broker.restart(), broker.kill(), broker.cutPower())) {
            assertThat(started.orders().logStartOffset()).isEqualTo(2);
            assertThat(Batches.read(started.orders())).containsExactly("2:c");
        }
    }

    @Test
    void whatWasOnlyWrittenIsSyncedBeforeTheStartMovesBehindIt() {
        append(log, Batches.of("a", "b"), Durability.WRITTEN);

        deleteBefore(2);

        PartitionLog recovered = broker.cutPower().orders();
        assertThat(recovered.logStartOffset()).isEqualTo(2);
        assertThat(recovered.logEndOffset()).isEqualTo(2);
    }

    @Test
    void theStartNeverMovesBack() {
        append(log, Batches.of("a", "b"));
        deleteBefore(2);

        assertThat(deleteBefore(1)).isEqualTo(2);
        assertThat(heard).containsExactly(2L);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 3})
    void anOffsetThatTheLogDoesNotHoldIsRefused(long offset) {
        append(log, Batches.of("a", "b"));

        assertThatThrownBy(() -> deleteBefore(offset))
                .isInstanceOf(OffsetOutOfRangeException.class)
                .hasMessageContaining("0 to 2");
    }

    @Test
    void segmentsBeforeTheStartAreDeletedWhateverThePolicy() {
        append(log, Batches.of("a"));
        await(log.roll());
        append(log, Batches.of("b", "c"));
        await(log.roll());

        deleteBefore(2);
        broker.close();

        assertThat(broker.disk.filesNamed("0.log")).isEmpty();
        assertThat(broker.disk.filesNamed("1.log")).hasSize(1);
        assertThat(Batches.read(broker.start().orders())).containsExactly("2:c");
    }

    @Test
    void timesAreLookedUpAmongWhatIsLeft() {
        append(log, Batches.atTimes(5_000, 1_000, 3_000));
        append(log, Batches.atTimes(2_000));

        deleteBefore(1);

        assertThat(log.offsetForTimestamp(0)).contains(new TimestampedOffset(1, 1_000));
        assertThat(log.offsetForTimestamp(4_000)).isEmpty();
        assertThat(log.offsetOfMaxTimestamp()).contains(new TimestampedOffset(2, 3_000));

        deleteBefore(4);
        assertThat(log.offsetOfMaxTimestamp()).isEmpty();
        assertThat(log.offsetForTimestamp(0)).isEmpty();
    }

    @Test
    void aDiskThatRefusesLeavesTheStartWhereItWas() {
        append(log, Batches.of("a", "b"));
        broker.disk.fill();

        assertThatThrownBy(() -> deleteBefore(1)).isInstanceOf(KafkaStorageException.class);
        assertThat(Batches.read(log)).containsExactly("0:a", "1:b");

        broker.disk.freeSpace();
        assertThat(deleteBefore(1)).isEqualTo(1);
    }

    @Test
    void aDamagedCheckpointBringsTheRecordsOfTheFirstSegmentBack() {
        append(log, Batches.of("a", "b"));
        deleteBefore(1);
        broker.close();
        var file = broker.disk.filesNamed(CheckpointFile.FILE_NAME).get(0);
        byte[] contents = broker.disk.contents(file);
        contents[12] ^= 1;
        broker.disk.replace(file, contents);

        assertThat(Batches.read(broker.start().orders())).containsExactly("0:a", "1:b");
    }

    @Test
    void aLogThatWasDamagedBeforeItsStartGoesOnAtItsStart() {
        append(log, Batches.of("a", "b", "c"));
        deleteBefore(2);
        broker.close();
        broker.disk.replace(TestStore.ORDERS_0_DIRECTORY.resolve("00000000000000000000.log"), new byte[] {1, 2, 3});

        PartitionLog recovered = broker.start().orders();

        assertThat(recovered.logStartOffset()).isEqualTo(2);
        assertThat(append(recovered, Batches.of("d")).baseOffset()).isEqualTo(2);
        assertThat(Batches.read(broker.kill().orders())).containsExactly("2:d");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whereverTheBrokerEndsTheStartIsTheOldOrTheNewOne(boolean powerCut) {
        broker.close();
        CrashPoints.everyOne(broker.disk, powerCut, () -> new TestStore(broker.disk, broker.clock), started -> {
            PartitionLog before = started.orders();
            long end = append(before, Batches.of("a", "b")).lastOffset() + 1;
            return new CrashPoints.Attempt() {
                private boolean answered;

                @Override
                public void run() {
                    await(before.deleteRecordsBefore(end - 1));
                    answered = true;
                    started.close();
                }

                @Override
                public void verify(TestStore restarted, boolean done) {
                    PartitionLog recovered = restarted.orders();
                    assertThat(recovered.logEndOffset()).isEqualTo(end);
                    if (answered) {
                        assertThat(recovered.logStartOffset()).isEqualTo(end - 1);
                    }
                    assertThat(Batches.read(recovered)).endsWith((end - 1) + ":b");
                }
            };
        });
    }

    private long deleteBefore(long offset) {
        return await(broker.orders().deleteRecordsBefore(offset));
    }
}
