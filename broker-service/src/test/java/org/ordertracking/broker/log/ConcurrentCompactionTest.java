package org.ordertracking.broker.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.broker.log.TestStore.append;
import static org.ordertracking.broker.log.TestStore.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.errors.OffsetOutOfRangeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers on a real disk, with few files open, while segments are swapped and deleted under them. */
class ConcurrentCompactionTest {

    private static final int KEYS = 10;
    private static final int APPENDS = 2_000;
    private static final int READERS = 2;
    private static final LogStoreConfig FEW_OPEN_FILES =
            LogStoreConfig.DEFAULT.withLogThreads(1).withOpenFiles(2);
    private static final LogSettings COMPACTED = LogSettings.DEFAULT
            .withSegmentBytes(2_000)
            .withCleanup(CleanupPolicy.NONE.withCompaction(
                    new CleanupPolicy.Compaction(0, 0, CleanupPolicy.Compaction.NO_LIMIT, 0)));

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicBoolean writing = new AtomicBoolean(true);

    @AfterEach
    void stop() throws InterruptedException {
        threads.shutdown();
        assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void readersSeeTheOldSegmentsOrTheNewOnes(@TempDir Path directory) throws Exception {
        try (LogStore store = open(directory)) {
            PartitionLog log = store.open(TestStore.ORDERS_0, COMPACTED);
            List<Future<Integer>> passes = new ArrayList<>();
            passes.add(threads.submit(() -> repeat(() -> store.cleaner().compact())));
            for (int i = 0; i < READERS; i++) {
                int maxBytes = 100 + 3_000 * i;
                passes.add(threads.submit(() -> repeat(() -> readAll(log, maxBytes))));
            }

            write(log);

            for (Future<Integer> thread : passes) {
                assertThat(thread.get(60, TimeUnit.SECONDS)).isPositive();
            }
            await(log.roll());
            store.cleaner().compact();
            assertThat(Keyed.read(log)).hasSize(KEYS);
            assertThat(log.logEndOffset()).isEqualTo(APPENDS);
        }
    }

    @Test
    void readersOfDeletedRecordsAreToldSoAndNothingElse(@TempDir Path directory) throws Exception {
        try (LogStore store = open(directory)) {
            PartitionLog log = store.open(TestStore.ORDERS_0, COMPACTED);
            List<Future<Integer>> passes = new ArrayList<>();
            passes.add(threads.submit(() -> repeat(() -> {
                store.cleaner().compact();
                await(log.deleteRecordsBefore(log.highWatermark() / 2));
            })));
            passes.add(threads.submit(() -> repeat(() -> {
                try {
                    readAll(log, 500);
                } catch (OffsetOutOfRangeException told) {
                    assertThat(log.logStartOffset()).isPositive();
                }
            })));
            passes.add(threads.submit(() -> repeat(() -> log.offsetForTimestamp(0))));

            write(log);

            for (Future<Integer> thread : passes) {
                assertThat(thread.get(60, TimeUnit.SECONDS)).isPositive();
            }
        }
    }

    private void write(PartitionLog log) {
        try {
            for (int i = 0; i < APPENDS; i++) {
                append(log, Keyed.of("k" + i % KEYS + "=" + i), Durability.WRITTEN);
            }
        } finally {
            writing.set(false);
        }
    }

    private int repeat(Runnable pass) {
        int passes = 0;
        do {
            pass.run();
            passes++;
        } while (writing.get());
        return passes;
    }

    /** Each record says at which offset it was appended, and under which key. */
    private static void readAll(PartitionLog log, int maxBytes) {
        long[] latest = new long[KEYS];
        Arrays.fill(latest, -1);
        long written = log.highWatermark();
        long before = -1;
        for (String line : Keyed.read(log, log.logStartOffset(), IsolationLevel.READ_UNCOMMITTED, maxBytes)) {
            int colon = line.indexOf(':');
            long offset = Long.parseLong(line.substring(0, colon));
            assertThat(offset).isGreaterThan(before);
            assertThat(line.substring(colon + 1)).isEqualTo("k" + offset % KEYS + "=" + offset);
            latest[(int) (offset % KEYS)] = offset;
            before = offset;
        }
        for (long offset = Math.max(log.logStartOffset(), written - KEYS); offset < written; offset++) {
            assertThat(latest[(int) (offset % KEYS)]).isGreaterThanOrEqualTo(offset);
        }
    }

    private static LogStore open(Path directory) throws IOException {
        return LogStore.open(
                directory,
                new DiskLogFiles(),
                InstantSource.system(),
                LogListener.NONE,
                TransactionGuard.NONE_OPEN,
                FEW_OPEN_FILES);
    }
}
