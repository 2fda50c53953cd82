package org.ordertracking.broker.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ordertracking.broker.log.TestStore.append;
import static org.ordertracking.broker.log.TestStore.await;

import java.nio.file.Path;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.apache.kafka.common.errors.RetriableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiskFailureTest {

    private static final Path FIRST_SEGMENT = TestStore.ORDERS_0_DIRECTORY.resolve("00000000000000000000.log");

    private final TestStore broker = new TestStore();
    private final PartitionLog log = broker.orders();

    @AfterEach
    void stop() {
        broker.stopThreads();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 60, 61, 100})
    void aDiskThatTakesAWriteInPiecesStoresAllOfIt(int bytesAtOnce) {
        broker.disk.writeAtMost(bytesAtOnce);
        append(log, Batches.of("a".repeat(300), "b"));
        await(log.roll());
        append(log, Batches.from(7, 0, 0, "c"));

        assertThat(Batches.read(broker.kill().orders())).containsExactly("0:" + "a".repeat(300), "1:b", "2:c");
        assertThat(Batches.read(broker.restart().orders())).hasSize(3);
    }

    @Test
    void aFullDiskRefusesAppendsAndTakesThemAgainWhenThereIsSpace() {
        append(log, Batches.of("a"));
        byte[] before = broker.disk.contents(FIRST_SEGMENT);
        broker.disk.limitTo(before.length + 10);

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> append(log, Batches.of("b")))
                    .isInstanceOf(KafkaStorageException.class)
                    .isInstanceOf(RetriableException.class)
                    .hasMessageContaining("No space left on device");
        }
        assertThat(broker.disk.contents(FIRST_SEGMENT)).isEqualTo(before);
        assertThat(log.isFailed()).isFalse();
        assertThat(Batches.read(log)).containsExactly("0:a");

        broker.disk.freeSpace();
        assertThat(append(log, Batches.of("c")).baseOffset()).isEqualTo(1);
        assertThat(Batches.read(broker.cutPower().orders())).containsExactly("0:a", "1:c");
    }

    @Test
    void aFullDiskThatAllowsNoNewSegmentIsOvercomeToo() {
        log.configure(LogSettings.DEFAULT.withSegmentBytes(100));
        append(log, Batches.of("a"));
        broker.disk.fill();
        assertThatThrownBy(() -> append(log, Batches.of("b"))).isInstanceOf(KafkaStorageException.class);
        broker.disk.freeSpace();

        assertThat(append(log, Batches.of("c")).baseOffset()).isEqualTo(1);
        assertThat(Batches.read(broker.cutPower().orders())).containsExactly("0:a", "1:c");
    }

    @Test
    void whenATornWriteCannotBeCutOffTheLogTakesNothingMoreUntilARestart() {
        append(log, Batches.of("a"));
        broker.disk.limitTo(broker.disk.contents(FIRST_SEGMENT).length + 10);
        broker.disk.failTruncations(file -> true);
        assertThatThrownBy(() -> append(log, Batches.of("torn"))).isInstanceOf(KafkaStorageException.class);
        broker.disk.freeSpace();
        broker.disk.failTruncations(file -> false);

        assertThat(log.isFailed()).isTrue();
        assertThat(broker.store().failedLogs()).isEqualTo(1);
        assertThatThrownBy(() -> append(log, Batches.of("b")))
                .isInstanceOf(KafkaStorageException.class)
                .hasMessageContaining("until a restart");
        assertThat(Batches.read(log)).containsExactly("0:a");

        PartitionLog recovered = broker.restart().orders();
        assertThat(append(recovered, Batches.of("b")).baseOffset()).isEqualTo(1);
        assertThat(Batches.read(recovered)).containsExactly("0:a", "1:b");
    }

    @Test
    void aFailedSyncIsNeverTakenForASuccessLater() {
        append(log, Batches.of("a"));
        broker.disk.failForces(FIRST_SEGMENT::equals);
        assertThatThrownBy(() -> append(log, Batches.of("b")))
                .isInstanceOf(KafkaStorageException.class)
                .hasMessageContaining("did not sync");
        broker.disk.failForces(file -> false);

        assertThatThrownBy(() -> append(log, Batches.of("c"))).isInstanceOf(KafkaStorageException.class);
        assertThatThrownBy(() -> await(log.flush())).isInstanceOf(KafkaStorageException.class);
        assertThat(log.isFailed()).isTrue();
    }

    @Test
    void whatCouldNotBeSyncedIsNeverSeenByAReader() {
        append(log, Batches.of("a"));
        broker.disk.failForces(FIRST_SEGMENT::equals);
        assertThatThrownBy(() -> append(log, Batches.of("b"))).isInstanceOf(KafkaStorageException.class);

        assertThat(log.highWatermark()).isEqualTo(1);
        assertThat(Batches.read(log)).containsExactly("0:a");
        assertThat(log.sizeInBytes()).isEqualTo(Batches.of("a").sizeInBytes());
    }

    @Test
    void aLogThatHasFailedIsScannedAtTheNextStartAlthoughTheOthersWereClosedInOrder() {
        append(log, Batches.of("a"));
        broker.disk.failForces(FIRST_SEGMENT::equals);
        assertThatThrownBy(() -> append(log, Batches.of("b"))).isInstanceOf(KafkaStorageException.class);
        broker.disk.failForces(file -> false);

        broker.restart().orders();

        assertThat(broker.store().counters().scannedBytes()).isPositive();
    }

    @Test
    void aDirectoryThatDoesNotSyncFailsTheLogBecauseItsNewSegmentMightBeLost() {
        append(log, Batches.of("a"));
        broker.disk.failDirectorySyncs(TestStore.ORDERS_0_DIRECTORY::equals);
        assertThatThrownBy(() -> await(log.roll())).isInstanceOf(KafkaStorageException.class);
        broker.disk.failDirectorySyncs(directory -> false);

        assertThatThrownBy(() -> append(log, Batches.of("b"))).isInstanceOf(KafkaStorageException.class);
        assertThat(append(broker.restart().orders(), Batches.of("b")).baseOffset())
                .isEqualTo(1);
    }

    @Test
    void oneFailedLogDoesNotHarmAnother() {
        PartitionLog other = broker.store()
                .open(
                        new org.apache.kafka.common.TopicIdPartition(
                                TestStore.ORDERS_0.topicId(), 1, TestStore.ORDERS_0.topic()),
                        LogSettings.DEFAULT);
        broker.disk.failForces(FIRST_SEGMENT::equals);
        assertThatThrownBy(() -> append(log, Batches.of("a"))).isInstanceOf(KafkaStorageException.class);

        assertThat(append(other, Batches.of("b")).baseOffset()).isZero();
        assertThat(Batches.read(other)).containsExactly("0:b");
    }
}
