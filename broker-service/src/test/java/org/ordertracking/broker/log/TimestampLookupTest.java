package org.ordertracking.broker.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.broker.log.TestStore.append;
import static org.ordertracking.broker.log.TestStore.await;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimestampLookupTest {

    private final TestStore broker = new TestStore();
    private final PartitionLog log = broker.orders();

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void theFirstRecordAtOrAfterATimeIsFoundInsideItsBatch() {
        append(log, Batches.atTimes(100, 200, 300));
        append(log, Batches.atTimes(400, 500));

        assertThat(log.offsetForTimestamp(0)).contains(new TimestampedOffset(0, 100));
        assertThat(log.offsetForTimestamp(201)).contains(new TimestampedOffset(2, 300));
        assertThat(log.offsetForTimestamp(300)).contains(new TimestampedOffset(2, 300));
        assertThat(log.offsetForTimestamp(301)).contains(new TimestampedOffset(3, 400));
        assertThat(log.offsetForTimestamp(501)).isEmpty();
    }

    @Test
    void recordsOfCompressedBatchesAreFoundToo() {
        append(
                log,
                MemoryRecords.withRecords(
                        Compression.zstd().build(),
                        new SimpleRecord(100, "a".getBytes()),
                        new SimpleRecord(200, "b".getBytes())));

        assertThat(log.offsetForTimestamp(150)).contains(new TimestampedOffset(1, 200));
    }

    @Test
    void theFirstOfTheRecordsWithTheLargestTimestampIsFound() {
        append(log, Batches.atTimes(100, 900, 300));
        await(log.roll());
        append(log, Batches.atTimes(900, 200));

        assertThat(log.offsetOfMaxTimestamp()).contains(new TimestampedOffset(1, 900));
    }

    @Test
    void aBatchThatCannotBeDecodedIsAnsweredWithItsFirstOffset() {
        append(log, Batches.atTimes(100));
        ByteBuffer nonsense = Batches.atTimes(200, 200).buffer();
        for (int i = BatchHeader.SIZE; i < nonsense.limit(); i++) {
            nonsense.put(i, (byte) 0xEE);
        }
        new BatchHeader().at(nonsense, 0).seal();
        append(log, MemoryRecords.readableRecords(nonsense));

        assertThat(log.offsetForTimestamp(150)).contains(new TimestampedOffset(1, 200));
    }

    @Test
    void anEmptyLogHasNoTimestamps() {
        assertThat(log.offsetForTimestamp(0)).isEmpty();
        assertThat(log.offsetOfMaxTimestamp()).isEmpty();
    }

    @Test
    void recordsWithoutTimestampsHaveNoLargestOne() {
        append(log, Batches.atTimes(-1));

        assertThat(log.offsetOfMaxTimestamp()).isEmpty();
        assertThat(log.offsetForTimestamp(0)).isEmpty();
    }

    @Test
    void timestampsInAnyOrderAreFoundAsAScanWouldFindThem() {
        log.configure(LogSettings.DEFAULT.withSegmentBytes(6_000));
        Random random = new Random(5);
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            long[] batch =
                    random.longs(1 + random.nextInt(4), 0, 2_000 + 10 * i).toArray();
            append(log, Batches.atTimes(batch), Durability.WRITTEN);
            for (long time : batch) {
                times.add(time);
            }
        }
        compareWithScan(log, times);
        compareWithScan(broker.restart().orders(), times);
        compareWithScan(broker.kill().orders(), times);
    }

    private static void compareWithScan(PartitionLog log, List<Long> times) {
        for (long wanted = -10; wanted < 6_100; wanted += 37) {
            TimestampedOffset expected = null;
            for (int offset = 0; offset < times.size() && expected == null; offset++) {
                if (times.get(offset) >= wanted) {
                    expected = new TimestampedOffset(offset, times.get(offset));
                }
            }
            assertThat(log.offsetForTimestamp(wanted).orElse(null)).isEqualTo(expected);
        }
        long max = times.stream().mapToLong(Long::longValue).max().orElseThrow();
        assertThat(log.offsetOfMaxTimestamp()).contains(new TimestampedOffset(times.indexOf(max), max));
    }
}
