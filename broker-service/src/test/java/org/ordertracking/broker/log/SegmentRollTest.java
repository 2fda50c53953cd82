package org.ordertracking.broker.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.broker.log.TestStore.append;
import static org.ordertracking.broker.log.TestStore.await;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.record.MemoryRecords;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SegmentRollTest {

    private final TestStore broker = new TestStore();

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void aSegmentIsClosedBeforeItWouldGrowBeyondItsLimit() {
        int batch = Batches.of("v").sizeInBytes();
        PartitionLog log = broker.orders(LogSettings.DEFAULT.withSegmentBytes(3 * batch));
        for (int i = 0; i < 7; i++) {
            append(log, Batches.of("v"));
        }

        assertThat(segments())
                .containsExactly("00000000000000000000.log", "00000000000000000003.log", "00000000000000000006.log");
    }

    @Test
    void aSegmentIsClosedByTheFirstAppendAfterItsTime() {
        PartitionLog log = broker.orders(LogSettings.DEFAULT.withSegmentMillis(60_000));
        append(log, Batches.of("a"));
        broker.clock.advance(Duration.ofMillis(59_999));
        append(log, Batches.of("b"));
        broker.clock.advance(Duration.ofMillis(1));
        append(log, Batches.of("c"));

        assertThat(segments()).containsExactly("00000000000000000000.log", "00000000000000000002.log");
    }

    @Test
    void jitterClosesASegmentEarlierButNeverLater() {
        LogSettings settings = LogSettings.DEFAULT.withSegmentMillis(60_000).withSegmentJitterMillis(30_000);
        PartitionLog log = broker.orders(settings);
        int closedEarly = 0;
        for (int i = 0; i < 50; i++) {
            int before = segments().size();
            append(log, Batches.of("first of its segment"));
            broker.clock.advance(Duration.ofMillis(30_000));
            append(log, Batches.of("too early for any jitter"));
            assertThat(segments()).hasSize(before);
            broker.clock.advance(Duration.ofMillis(15_000));
            append(log, Batches.of("perhaps"));
            closedEarly += segments().size() - before;
            await(log.roll());
        }

        assertThat(closedEarly).isBetween(10, 40);
    }

    @Test
    void theAgeOfASegmentRunsOnOverARestart() {
        LogSettings settings = LogSettings.DEFAULT.withSegmentMillis(60_000);
        append(broker.orders(settings), Batches.of("a"));
        broker.clock.advance(Duration.ofMillis(59_000));
        broker.restart();
        append(broker.orders(settings), Batches.of("b"));
        broker.clock.advance(Duration.ofMillis(1_000));
        append(broker.orders(settings), Batches.of("c"));

        assertThat(segments()).containsExactly("00000000000000000000.log", "00000000000000000002.log");
    }

    @Test
    void anEmptySegmentIsNotRolled() {
        PartitionLog log = broker.orders();
        await(log.roll());
        broker.clock.advance(Duration.ofDays(30));
        append(log, Batches.of("a"));

        assertThat(segments()).containsExactly("00000000000000000000.log");
    }

    @Test
    void offsetsThatAreTooFarFromTheBaseBeginANewSegment() {
        PartitionLog log = broker.orders();
        append(log, claiming(Integer.MAX_VALUE));
        append(log, Batches.of("last with a relative offset that fits"));
        append(log, Batches.of("first of the next"));

        assertThat(segments()).containsExactly("00000000000000000000.log", "00000000002147483648.log");
        assertThat(Batches.batches(log.read(2_147_483_648L, 1 << 20, true))
                        .get(0)
                        .baseOffset())
                .isEqualTo(2_147_483_648L);
        assertThat(broker.restart().orders().highWatermark()).isEqualTo(2_147_483_649L);
        assertThat(broker.kill().orders().highWatermark()).isEqualTo(2_147_483_649L);
    }

    @Test
    void rollingChangesNothingForReaders() {
        PartitionLog log = broker.orders();
        append(log, Batches.of("a", "b"));
        await(log.roll());
        append(log, Batches.of("c"));
        await(log.roll());

        assertThat(log.highWatermark()).isEqualTo(3);
        assertThat(Batches.read(log)).containsExactly("0:a", "1:b", "2:c");
        assertThat(Batches.read(log, 1, 1)).containsExactly("1:b", "2:c");
    }

    private List<String> segments() {
        return broker.disk.filesNamed(Segment.LOG_SUFFIX).stream()
                .map(file -> file.getFileName().toString())
                .toList();
    }

    /** A batch that claims to hold more records than it does, which only its readers would notice. */
    private static MemoryRecords claiming(int records) {
        ByteBuffer bytes = Batches.of("one").buffer();
        bytes.putInt(23, records - 1).putInt(57, records);
        new BatchHeader().at(bytes, 0).seal();
        return MemoryRecords.readableRecords(bytes);
    }
}
