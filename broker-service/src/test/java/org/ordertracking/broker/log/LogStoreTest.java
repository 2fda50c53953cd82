package org.ordertracking.broker.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ordertracking.broker.log.TestStore.append;
import static org.ordertracking.broker.log.TestStore.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogStoreTest {

    private final TestStore broker = new TestStore();

    @AfterEach
    void stop() {
        broker.stopThreads();
    }

    @Test
    void aDirectoryHasRoomForOneBroker(@TempDir Path directory) throws IOException {
        try (LogStore first = open(directory)) {
            assertThatThrownBy(() -> open(directory))
                    .isInstanceOf(DirectoryInUseException.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("BROKER_DATA_DIR");
            append(first.open(TestStore.ORDERS_0, LogSettings.DEFAULT), Batches.of("still works"));
        }
        open(directory).close();
    }

    @Test
    void onARealDiskAllIsAsOnTheFakeOne(@TempDir Path directory) throws IOException {
        LogSettings small = LogSettings.DEFAULT.withSegmentBytes(5_000);
        for (int start = 0; start < 3; start++) {
            try (LogStore store = open(directory)) {
                PartitionLog log = store.open(TestStore.ORDERS_0, small);
                assertThat(log.highWatermark()).isEqualTo(200L * start);
                for (int i = 0; i < 200; i++) {
                    append(log, Batches.from(7, 0, 200 * start + i, "value " + i), Durability.WRITTEN);
                }
                assertThat(append(log, Batches.from(7, 0, 200 * start + 199, "value 199"))
                                .duplicate())
                        .isTrue();
                assertThat(Batches.read(log)).hasSize(200 * (start + 1));
                assertThat(store.counters().scannedBytes()).isZero();
            }
        }
        try (LogStore store = open(directory)) {
            await(store.delete(TestStore.ORDERS_0));
            assertThat(store.partitionsOnDisk()).isEmpty();
            Awaitility.await()
                    .untilAsserted(
                            () -> assertThat(directory.resolve("deleted")).isEmptyDirectory());
        }
    }

    @Test
    void theSameLogIsHandedOutOnceAndTakesNewSettings() {
        PartitionLog log = broker.orders();

        assertThat(broker.orders(LogSettings.DEFAULT.withSegmentBytes(77))).isSameAs(log);
        assertThat(log.settings().segmentBytes()).isEqualTo(77);
    }

    @Test
    void partitionsOnTheDiskAreListedWithoutNames() {
        broker.orders();
        TopicIdPartition other = new TopicIdPartition(Uuid.randomUuid(), 3, "payments");
        broker.store().open(other, LogSettings.DEFAULT);
        broker.restart();

        assertThat(broker.store().partitionsOnDisk())
                .containsExactlyInAnyOrder(
                        new TopicIdPartition(TestStore.ORDERS_0.topicId(), 0, null),
                        new TopicIdPartition(other.topicId(), 3, null));
    }

    @Test
    void aDeletedPartitionIsGoneAlsoAfterARestart() {
        PartitionLog log = broker.orders();
        append(log, Batches.of("a"));

        await(broker.store().delete(TestStore.ORDERS_0));

        assertThat(broker.store().partitionsOnDisk()).isEmpty();
        assertThatThrownBy(() -> append(log, Batches.of("b"))).isInstanceOf(UnknownTopicOrPartitionException.class);
        assertThatThrownBy(() -> log.read(0, 100, true)).isInstanceOf(UnknownTopicOrPartitionException.class);
        Awaitility.await()
                .untilAsserted(() -> assertThat(broker.disk.filesNamed(".log")).isEmpty());
        assertThat(broker.restart().store().partitionsOnDisk()).isEmpty();
    }

    @Test
    void anOrphanIsDeletedByItsIdAlone() {
        append(broker.orders(), Batches.of("a"));
        broker.restart();

        for (TopicIdPartition orphan : broker.store().partitionsOnDisk()) {
            await(broker.store().delete(orphan));
        }

        assertThat(broker.store().partitionsOnDisk()).isEmpty();
        assertThat(broker.restart().store().partitionsOnDisk()).isEmpty();
    }

    @Test
    void deletingWhatIsNotThereIsNoError() {
        await(broker.store().delete(TestStore.ORDERS_0));
        await(broker.store().delete(TestStore.ORDERS_0));
    }

    @Test
    void aSliceLentBeforeADeletionStaysReadable() throws IOException {
        PartitionLog log = broker.orders();
        append(log, Batches.of("a"));
        await(log.roll());
        append(log, Batches.of("b"));
        try (LogSlice sealed = log.read(0, 1 << 20, true);
                LogSlice active = log.read(1, 1 << 20, true)) {
            await(broker.store().delete(TestStore.ORDERS_0));
            Awaitility.await()
                    .untilAsserted(
                            () -> assertThat(broker.disk.filesNamed(".log")).isEmpty());

            for (LogSlice slice : List.of(sealed, active)) {
                ByteBuffer bytes = ByteBuffer.allocate(slice.length());
                slice.readInto(bytes);
                assertThat(bytes.hasRemaining()).isFalse();
            }
        }
    }

    @Test
    void whatACrashLeftOfADeletionIsErasedAtTheNextStart() {
        append(broker.orders(), Batches.of("a"));
        broker.close();
        LogFiles files = broker.disk.mount();
        assertThat(broker.disk.filesNamed(".log")).hasSize(1);
        try {
            files.createDirectories(TestStore.DATA.resolve("deleted"));
            files.move(TestStore.ORDERS_0_DIRECTORY, TestStore.DATA.resolve("deleted/x-0"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }

        broker.start();

        Awaitility.await()
                .untilAsserted(() -> assertThat(broker.disk.filesNamed(".log")).isEmpty());
    }

    @Test
    void aClosedStoreSaysSo() {
        PartitionLog log = broker.orders();
        append(log, Batches.of("a"));
        broker.close();

        assertThatThrownBy(broker::orders).isInstanceOf(KafkaStorageException.class);
        assertThatThrownBy(() -> broker.store().delete(TestStore.ORDERS_0)).isInstanceOf(KafkaStorageException.class);
        assertThatThrownBy(() -> log.read(0, 100, true)).isInstanceOf(KafkaStorageException.class);
        broker.close();
    }

    @Test
    void filesThatAreNotOursAreLeftAlone(@TempDir Path directory) throws IOException {
        Path partition = directory.resolve("logs/AAAAAAAAAAAAAAAAAAAAAQ/0");
        Files.createDirectories(partition);
        Files.writeString(partition.resolve("notes.log"), "do not touch");
        Files.createDirectories(directory.resolve("logs/lost+found/x"));

        try (LogStore store = open(directory)) {
            append(store.open(TestStore.ORDERS_0, LogSettings.DEFAULT), Batches.of("a"));
            assertThat(store.partitionsOnDisk()).hasSize(1);
        }
        assertThat(partition.resolve("notes.log")).hasContent("do not touch");
    }

    private static LogStore open(Path directory) throws IOException {
        return LogStore.open(
                directory,
                new DiskLogFiles(),
                InstantSource.system(),
                LogListener.NONE,
                TransactionGuard.NONE_OPEN,
                LogStoreConfig.DEFAULT);
    }
}
