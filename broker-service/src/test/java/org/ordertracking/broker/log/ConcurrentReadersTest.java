package org.ordertracking.broker.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ordertracking.broker.log.TestStore.append;
import static org.ordertracking.broker.log.TestStore.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.record.ControlRecordType;
import org.apache.kafka.common.record.MutableRecordBatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConcurrentReadersTest {

    private static final int READERS = 3;

    /** Fewer files than there will be segments, so that files are closed under the readers' hands. */
    private static final LogStoreConfig FEW_OPEN_FILES =
            LogStoreConfig.DEFAULT.withLogThreads(1).withOpenFiles(2);

    private static final long PRODUCER = 4711;
    private static final TransactionGuard ALWAYS_OPEN = (partition, producerId, producerEpoch) -> true;

    private final ExecutorService readers = Executors.newFixedThreadPool(READERS);

    @AfterEach
    void stop() throws InterruptedException {
        readers.shutdown();
        assertThat(readers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void readersSeeEveryRecordInOrderWhileTheLogGrowsAndRolls(@TempDir Path directory) throws Exception {
        try (LogStore store = open(directory)) {
            PartitionLog log = store.open(TestStore.ORDERS_0, LogSettings.DEFAULT.withSegmentBytes(4_000));
            int appends = 1_000;
            List<Future<Long>> ends = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                int maxBytes = 100 + 1_000 * i;
                ends.add(readers.submit(() -> readUpTo(log, appends, maxBytes)));
            }

            for (int i = 0; i < appends; i++) {
                append(log, Batches.of("value " + i), Durability.WRITTEN);
            }

            for (Future<Long> end : ends) {
                assertThat(end.get(60, TimeUnit.SECONDS)).isEqualTo(appends);
            }
        }
    }

    @Test
    void readersOfWhatIsCommittedNeverSeeATransactionThatHasJustBegun(@TempDir Path directory) throws Exception {
        try (LogStore store = open(directory, ALWAYS_OPEN)) {
            PartitionLog log = store.open(TestStore.ORDERS_0, LogSettings.DEFAULT);
            AtomicLong reads = new AtomicLong();
            AtomicBoolean done = new AtomicBoolean();
            List<Future<List<Long>>> undecided = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                undecided.add(readers.submit(() -> undecidedSeenUntil(done, log, reads)));
            }

            try {
                for (int round = 0; round < 2_000; round++) {
                    append(log, Batches.of("plain"), Durability.WRITTEN);
                    append(log, Batches.inTransaction(PRODUCER, 0, round, "undecided"), Durability.WRITTEN);
                    long seen = reads.get();
                    while (reads.get() < seen + READERS) {
                        Thread.onSpinWait();
                    }
                    await(log.append(
                            Batches.marker(PRODUCER, 0, ControlRecordType.ABORT),
                            AppendOrigin.COORDINATOR,
                            Durability.WRITTEN));
                }
            } finally {
                done.set(true);
            }

            for (Future<List<Long>> reader : undecided) {
                assertThat(reader.get(60, TimeUnit.SECONDS)).isEmpty();
            }
        }
    }

    /** The offsets of transactional records that a reader was given without being told that they are aborted. */
    private static List<Long> undecidedSeenUntil(AtomicBoolean done, PartitionLog log, AtomicLong reads) {
        List<Long> undecided = new ArrayList<>();
        while (!done.get()) {
            long from = Math.max(log.lastStableOffset() - 1, 0);
            LogSlice slice =
                    reads.get() % 2 == 0 ? log.readFromMemory(from, IsolationLevel.READ_COMMITTED, 10_000) : null;
            if (slice == null) {
                slice = log.read(from, IsolationLevel.READ_COMMITTED, 10_000, true);
            }
            Set<Long> aborted = slice.abortedTransactions(from, Long.MAX_VALUE).stream()
                    .map(AbortedTransaction::firstOffset)
                    .collect(Collectors.toSet());
            Batches.batches(slice).stream()
                    .filter(batch -> batch.isTransactional() && !batch.isControlBatch())
                    .map(MutableRecordBatch::baseOffset)
                    .filter(offset -> !aborted.contains(offset))
                    .forEach(undecided::add);
            reads.incrementAndGet();
        }
        return undecided;
    }

    @Test
    void readersOfADeletedLogAreToldSoAndNothingElse(@TempDir Path directory) throws Exception {
        try (LogStore store = open(directory)) {
            PartitionLog log = store.open(TestStore.ORDERS_0, LogSettings.DEFAULT.withSegmentBytes(1_000));
            for (int i = 0; i < 300; i++) {
                append(log, Batches.of("value " + i), Durability.WRITTEN);
            }
            List<Future<Boolean>> told = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                told.add(readers.submit(readUntilDeleted(log)));
            }

            await(store.delete(TestStore.ORDERS_0));

            for (Future<Boolean> reader : told) {
                assertThat(reader.get(60, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    @Test
    void aReaderThatIsInterruptedHarmsNeitherTheWriterNorOtherReaders(@TempDir Path directory) throws Exception {
        try (LogStore store = open(directory)) {
            PartitionLog log = store.open(TestStore.ORDERS_0, LogSettings.DEFAULT);
            append(log, Batches.of("a"));
            await(log.roll());
            append(log, Batches.of("b"));
            AtomicBoolean failed = new AtomicBoolean();
            Thread interrupted = new Thread(() -> {
                for (int offset = 0; offset < 2; offset++) {
                    Thread.currentThread().interrupt();
                    try {
                        Batches.read(log, offset, 100);
                    } catch (RuntimeException expected) {
                        failed.set(true);
                    }
                }
            });

            interrupted.start();
            interrupted.join();

            assertThat(failed).isTrue();
            assertThat(append(log, Batches.of("c")).baseOffset()).isEqualTo(2);
            assertThat(Batches.read(log)).containsExactly("0:a", "1:b", "2:c");
            assertThat(log.offsetForTimestamp(0)).isPresent();
        }
    }

    private static long readUpTo(PartitionLog log, long end, int maxBytes) {
        long offset = 0;
        while (offset < end) {
            if (offset == log.highWatermark()) {
                Thread.yield();
                continue;
            }
            LogSlice slice = log.readFromMemory(offset, IsolationLevel.READ_UNCOMMITTED, maxBytes);
            for (MutableRecordBatch batch : Batches.batches(slice == null ? log.read(offset, maxBytes, true) : slice)) {
                if (batch.lastOffset() < offset || batch.baseOffset() > offset) {
                    throw new AssertionError("asked for " + offset + " and got " + batch);
                }
                offset = batch.nextOffset();
            }
        }
        return offset;
    }

    private static Callable<Boolean> readUntilDeleted(PartitionLog log) {
        return () -> {
            try {
                for (int i = 0; ; i++) {
                    assertThat(Batches.batches(log.read(i % 300, 500, true))).isNotEmpty();
                }
            } catch (UnknownTopicOrPartitionException expected) {
                return true;
            }
        };
    }

    private static LogStore open(Path directory) throws IOException {
        return open(directory, TransactionGuard.NONE_OPEN);
    }

    private static LogStore open(Path directory, TransactionGuard guard) throws IOException {
        return LogStore.open(
                directory, new DiskLogFiles(), InstantSource.system(), LogListener.NONE, guard, FEW_OPEN_FILES);
    }
}
