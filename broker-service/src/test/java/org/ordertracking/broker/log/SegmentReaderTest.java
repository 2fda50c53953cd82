package org.ordertracking.broker.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ordertracking.broker.log.TestStore.append;
import static org.ordertracking.broker.log.TestStore.await;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SegmentReaderTest {

    private static final Path FIRST_SEGMENT = TestStore.ORDERS_0_DIRECTORY.resolve("00000000000000000000.log");

    private final TestStore broker =
            new TestStore(LogStoreConfig.DEFAULT.withLogThreads(1).withOpenFiles(3), LogListener.NONE);

    @AfterEach
    void stop() {
        broker.stopThreads();
    }

    @Test
    void aSegmentThatIsDeletedWhileItIsOpenedDoesNotStayOpen() throws IOException {
        LogFiles files = broker.disk.mount();
        files.createDirectories(Path.of("/log"));
        Segment segment = new Segment(Path.of("/log"), 0);
        files.openForWriting(segment.file()).close();
        int before = broker.disk.openChannels();
        SegmentReader reader = new SegmentReader(files, new IndexFiles(files), 10);
        broker.disk.onReading(segment::markDeleted);

        assertThat(reader.slice(segment, 0, Long.MAX_VALUE, 100, true)).isNull();

        assertThat(broker.disk.openChannels()).isEqualTo(before);
    }

    @Test
    void noMoreFilesStayOpenThanAllowedHoweverManySegmentsAreRead() {
        PartitionLog log = broker.orders();
        for (int i = 0; i < 20; i++) {
            append(log, Batches.of("value " + i));
            await(log.roll());
        }
        broker.restart();
        PartitionLog reopened = broker.orders();
        for (int i = 0; i < 20; i++) {
            assertThat(Batches.read(reopened, i, 1)).hasSize(20 - i);
        }

        int writing = 1;
        int segments = 3;
        int indexes = 3;
        assertThat(broker.disk.openChannels()).isBetween(2, writing + segments + 2 * indexes);
        broker.close();
        assertThat(broker.disk.openChannels()).isZero();
    }

    @Test
    void aSealedSegmentThatIsDamagedSaysSoAndTheOthersAreStillRead() {
        PartitionLog log = broker.orders();
        append(log, Batches.of("a"));
        append(log, Batches.of("b"));
        await(log.roll());
        append(log, Batches.of("c"));
        broker.restart();
        byte[] contents = broker.disk.contents(FIRST_SEGMENT);
        int secondBatch = contents.length / 2;
        contents[secondBatch + 16] = 77;
        broker.disk.replace(FIRST_SEGMENT, contents);
        PartitionLog damaged = broker.orders();

        assertThat(Batches.bytes(damaged.read(0, secondBatch, true))).hasSize(secondBatch);
        assertThatThrownBy(() -> damaged.read(1, 100, true))
                .isInstanceOf(CorruptRecordException.class)
                .hasMessageContaining(FIRST_SEGMENT.toString())
                .hasMessageContaining("byte " + secondBatch);
        assertThat(Batches.read(damaged, 2, 100)).containsExactly("2:c");
    }

    @Test
    void aReadThatTheDiskFailsIsToldAndTheLogGoesOn() {
        PartitionLog log = broker.orders();
        append(log, Batches.of("a"));
        await(log.roll());
        append(log, Batches.of("b"));
        broker.disk.replace(FIRST_SEGMENT, new byte[10]);

        assertThatThrownBy(() -> log.read(0, 100, true))
                .isInstanceOf(KafkaStorageException.class)
                .hasMessageContaining("cannot be read");

        append(log, Batches.of("c"));
        assertThat(Batches.read(log, 1, 100)).containsExactly("1:b", "2:c");
    }

    @Test
    void theSegmentOfAnOffsetIsTheLastThatBeginsAtOrBeforeIt() {
        Segment[] segments = new Segment[5];
        for (int i = 0; i < segments.length; i++) {
            segments[i] = new Segment(Path.of("/log"), 10L + 10 * i, 0, null, new AbortedTransactions());
        }

        assertThat(LogView.indexOf(segments, 10)).isZero();
        assertThat(LogView.indexOf(segments, 19)).isZero();
        assertThat(LogView.indexOf(segments, 20)).isEqualTo(1);
        assertThat(LogView.indexOf(segments, 49)).isEqualTo(3);
        assertThat(LogView.indexOf(segments, 50)).isEqualTo(4);
        assertThat(LogView.indexOf(segments, Long.MAX_VALUE)).isEqualTo(4);
        assertThat(LogView.indexOf(segments, 3)).isZero();
    }
}
