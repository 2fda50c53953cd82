package org.ordertracking.broker;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.io.File;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.ordertracking.broker.log.AppendQueue;
import org.ordertracking.broker.log.LogCounters;
import org.ordertracking.broker.log.LogStore;

/** Shows what the logs count, what waits for them, and how full the disk is. */
final class LogMetrics {
    /** From an SSD's cache to a disk that is about to fail. */
    private static final Duration[] FLUSH_BUCKETS = {
        Duration.ofNanos(250_000), Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(5),
                Duration.ofMillis(10),
        Duration.ofMillis(25), Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250),
                Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };

    private final LogStore store;
    private final MeterRegistry registry;

    private LogMetrics(LogStore store, MeterRegistry registry) {
        this.store = store;
        this.registry = registry;
    }

    static void bind(LogStore store, File dataDirectory, MeterRegistry registry) {
        LogMetrics metrics = new LogMetrics(store, registry);
        metrics.appends();
        metrics.upkeep();
        metrics.queues();
        metrics.disk(dataDirectory);
    }

    private void appends() {
        counter("broker.log.appended", "bytes", "Record bytes appended", LogCounters::bytesAppended);
        counter("broker.log.appended.records", null, "Records appended", LogCounters::recordsAppended);
        counter("broker.log.batches", null, "Record batches appended", LogCounters::batchesAppended);
        counter("broker.log.failures", null, "Writes and syncs the disk refused", LogCounters::writeFailures);
        Timer flush = Timer.builder("broker.log.flush")
                .description("Time of a sync of a log to the disk")
                .serviceLevelObjectives(FLUSH_BUCKETS)
                .register(registry);
        store.counters().observeFlushes(nanos -> flush.record(nanos, TimeUnit.NANOSECONDS));
        Gauge.builder("broker.log.failed", store, LogStore::failedLogs)
                .description("Logs that take no more appends until a restart, because the disk failed them")
                .register(registry);
    }

    private void upkeep() {
        counter(
                "broker.log.recovery.scanned",
                "bytes",
                "Bytes checked after an unclean stop",
                LogCounters::scannedBytes);
        counter(
                "broker.log.recovery.truncated",
                "bytes",
                "Torn bytes cut off by recovery",
                LogCounters::truncatedBytes);
        counter(
                "broker.log.deleted.segments",
                null,
                "Segments deleted by retention and DeleteRecords",
                LogCounters::deletedSegments);
        counter(
                "broker.log.deleted",
                "bytes",
                "Bytes deleted by retention and DeleteRecords",
                LogCounters::deletedBytes);
        counter(
                "broker.log.compaction.read",
                "bytes",
                "Bytes of segments that were compacted",
                LogCounters::compactedBytesRead);
        counter(
                "broker.log.compaction.written",
                "bytes",
                "Bytes that compaction has kept",
                LogCounters::compactedBytesWritten);
        Gauge.builder("broker.log.uncleanable", store, LogStore::uncleanableLogs)
                .description("Logs that are damaged and therefore not compacted")
                .register(registry);
        TimeGauge.builder(
                        "broker.log.compaction.age", store.counters(), TimeUnit.MILLISECONDS, LogMetrics::compactionAge)
                .description("Time since the last look after which no log was left to compact; NaN before the first")
                .register(registry);
    }

    private void queues() {
        List<AppendQueue> queues = store.appendQueues();
        for (int thread = 0; thread < queues.size(); thread++) {
            AppendQueue queue = queues.get(thread);
            Gauge.builder("broker.append.queue", queue, AppendQueue::tasks)
                    .description("Appends and other tasks that wait for a log thread")
                    .tag("thread", String.valueOf(thread))
                    .register(registry);
            Gauge.builder("broker.append.queue.bytes", queue, AppendQueue::bytes)
                    .description("Bytes of the appends that wait")
                    .baseUnit("bytes")
                    .tag("thread", String.valueOf(thread))
                    .register(registry);
        }
        Gauge.builder("broker.append.queue.limit", store, LogStore::congestedAppends)
                .description("How many tasks may wait for a log thread before produce requests wait")
                .register(registry);
        Gauge.builder("broker.append.queue.limit.bytes", () -> store.config().queuedBytes())
                .description("How many bytes may wait for a log thread")
                .baseUnit("bytes")
                .register(registry);
        FunctionCounter.builder("broker.append.queue.refused", store, LogMetrics::refused)
                .description("Appends refused because too much waited")
                .register(registry);
    }

    private void disk(File dataDirectory) {
        Gauge.builder("broker.disk.free", dataDirectory, File::getUsableSpace)
                .description("What the broker may still write on the file system of its data directory")
                .baseUnit("bytes")
                .strongReference(true)
                .register(registry);
        Gauge.builder("broker.disk.total", dataDirectory, File::getTotalSpace)
                .description("Size of that file system")
                .baseUnit("bytes")
                .strongReference(true)
                .register(registry);
    }

    private void counter(String name, String unit, String description, ToDoubleFunction<LogCounters> value) {
        FunctionCounter.builder(name, store.counters(), value)
                .baseUnit(unit)
                .description(description)
                .register(registry);
    }

    private static double refused(LogStore store) {
        return store.appendQueues().stream().mapToLong(AppendQueue::refused).sum();
    }

    private static double compactionAge(LogCounters log) {
        long last = log.allCompactedMillis();
        return last < 0 ? Double.NaN : System.currentTimeMillis() - last;
    }
}
