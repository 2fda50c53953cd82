package org.ordertracking.broker.log;

import java.time.Duration;
import java.util.Objects;

/**
 * How a {@link LogStore} works.
 *
 * @param logThreads threads that append and sync; a partition is always served by the same one
 * @param queuedAppends how many appends may wait per thread; one more is refused, never blocked
 * @param queuedBytes how many bytes may wait per thread
 * @param flush when bytes are forced to the disk
 * @param producerExpiration how long an idempotent producer that has fallen silent is remembered
 *     ({@code producer.id.expiration.ms})
 * @param openFiles how many segment files, and how many indexes (two files each), are kept open for reading; each log has one
 *     more open for writing
 * @param cleaning when logs are looked through for what may be removed
 * @param recoveryPoints time from one look for logs that have grown, to note how far a start need not scan, to the next; {@code null} for
 *     none but those asked for
 */
public record LogStoreConfig(
        int logThreads,
        int queuedAppends,
        long queuedBytes,
        FlushPolicy flush,
        Duration producerExpiration,
        int openFiles,
        CleaningSchedule cleaning,
        Duration recoveryPoints) {

    /** Two threads, 4096 appends and 64 MiB waiting per thread, sync on demand, producers remembered for a day, 256 files open, nothing cleaned unasked. */
    public static final LogStoreConfig DEFAULT = new LogStoreConfig(
            2, 4096, 64L << 20, FlushPolicy.ALWAYS, Duration.ofDays(1), 256, CleaningSchedule.ON_DEMAND, null);

    public LogStoreConfig {
        Objects.requireNonNull(flush, "flush");
        Objects.requireNonNull(producerExpiration, "producerExpiration");
        Objects.requireNonNull(cleaning, "cleaning");
        if (recoveryPoints != null) {
            requirePositive("recoveryPoints", recoveryPoints.toMillis());
        }
        requirePositive("logThreads", logThreads);
        requirePositive("queuedAppends", queuedAppends);
        requirePositive("queuedBytes", queuedBytes);
        requirePositive("openFiles", openFiles);
        requirePositive("producerExpiration", producerExpiration.toMillis());
    }

    public LogStoreConfig withLogThreads(int threads) {
        return new LogStoreConfig(
                threads, queuedAppends, queuedBytes, flush, producerExpiration, openFiles, cleaning, recoveryPoints);
    }

    public LogStoreConfig withQueue(int appends, long bytes) {
        return new LogStoreConfig(
                logThreads, appends, bytes, flush, producerExpiration, openFiles, cleaning, recoveryPoints);
    }

    public LogStoreConfig withFlush(FlushPolicy policy) {
        return new LogStoreConfig(
                logThreads,
                queuedAppends,
                queuedBytes,
                policy,
                producerExpiration,
                openFiles,
                cleaning,
                recoveryPoints);
    }

    public LogStoreConfig withProducerExpiration(Duration expiration) {
        return new LogStoreConfig(
                logThreads, queuedAppends, queuedBytes, flush, expiration, openFiles, cleaning, recoveryPoints);
    }

    public LogStoreConfig withOpenFiles(int files) {
        return new LogStoreConfig(
                logThreads, queuedAppends, queuedBytes, flush, producerExpiration, files, cleaning, recoveryPoints);
    }

    public LogStoreConfig withCleaning(CleaningSchedule schedule) {
        return new LogStoreConfig(
                logThreads, queuedAppends, queuedBytes, flush, producerExpiration, openFiles, schedule, recoveryPoints);
    }

    public LogStoreConfig withRecoveryPoints(Duration interval) {
        return new LogStoreConfig(
                logThreads, queuedAppends, queuedBytes, flush, producerExpiration, openFiles, cleaning, interval);
    }

    private static void requirePositive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1 but is " + value);
        }
    }
}
