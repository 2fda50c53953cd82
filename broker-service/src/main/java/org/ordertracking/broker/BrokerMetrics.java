package org.ordertracking.broker;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.ordertracking.broker.api.records.FetchSessions;
import org.ordertracking.broker.log.LogCounters;

/** Shows what the logs count. */
final class BrokerMetrics {

    private BrokerMetrics() {}

    static void bind(Broker broker, MeterRegistry registry) {
        LogCounters log = broker.store().counters();
        count(registry, log, "broker.log.appended", "bytes", "Record bytes appended", LogCounters::bytesAppended);
        count(registry, log, "broker.log.batches", null, "Record batches appended", LogCounters::batchesAppended);
        count(registry, log, "broker.log.flushes", null, "Syncs to the disk", LogCounters::flushes);
        count(
                registry,
                log,
                "broker.log.failures",
                null,
                "Writes and syncs the disk refused",
                LogCounters::writeFailures);
        count(
                registry,
                log,
                "broker.log.recovery.scanned",
                "bytes",
                "Bytes checked after an unclean stop",
                LogCounters::scannedBytes);
        count(
                registry,
                log,
                "broker.log.recovery.truncated",
                "bytes",
                "Torn bytes cut off by recovery",
                LogCounters::truncatedBytes);
        count(
                registry,
                log,
                "broker.log.deleted.segments",
                null,
                "Segments deleted by retention and DeleteRecords",
                LogCounters::deletedSegments);
        count(
                registry,
                log,
                "broker.log.deleted",
                "bytes",
                "Bytes deleted by retention and DeleteRecords",
                LogCounters::deletedBytes);
        count(
                registry,
                log,
                "broker.log.compaction.read",
                "bytes",
                "Bytes of segments that were compacted",
                LogCounters::compactedBytesRead);
        count(
                registry,
                log,
                "broker.log.compaction.written",
                "bytes",
                "Bytes that compaction has kept",
                LogCounters::compactedBytesWritten);
        Gauge.builder(
                        "broker.log.uncleanable",
                        broker,
                        running -> running.store().uncleanableLogs())
                .description("Logs that are damaged and therefore not compacted")
                .register(registry);
        TimeGauge.builder("broker.log.compaction.age", log, TimeUnit.MILLISECONDS, BrokerMetrics::compactionAge)
                .description("Time since the last look after which no log was left to compact; NaN before the first")
                .register(registry);
        TimeGauge.builder("broker.log.flush.time", log, TimeUnit.NANOSECONDS, LogCounters::flushNanos)
                .description("Time spent in syncs since the start")
                .register(registry);
        FetchSessions sessions = broker.fetchSessions();
        Gauge.builder("broker.fetch.sessions", sessions, FetchSessions::count)
                .description("Incremental fetch sessions")
                .register(registry);
        Gauge.builder("broker.fetch.session.partitions", sessions, FetchSessions::partitions)
                .description("Partitions in all fetch sessions")
                .register(registry);
        FunctionCounter.builder("broker.fetch.session.evictions", sessions, FetchSessions::evictions)
                .description("Fetch sessions that had to make room for others")
                .register(registry);
        Gauge.builder("broker.topics", broker, running -> running.topics().all().size())
                .description("Topics, internal ones included")
                .register(registry);
        Gauge.builder("broker.partitions", broker, BrokerMetrics::partitions)
                .description("Partitions of all topics")
                .register(registry);
        Gauge.builder("broker.log.size", broker, BrokerMetrics::bytes)
                .description("Bytes in all partition logs")
                .baseUnit("bytes")
                .register(registry);
    }

    private static void count(
            MeterRegistry registry,
            LogCounters log,
            String name,
            String unit,
            String description,
            ToDoubleFunction<LogCounters> value) {
        FunctionCounter.builder(name, log, value)
                .baseUnit(unit)
                .description(description)
                .register(registry);
    }

    private static double compactionAge(LogCounters log) {
        long last = log.allCompactedMillis();
        return last < 0 ? Double.NaN : System.currentTimeMillis() - last;
    }

    private static double partitions(Broker broker) {
        return broker.topics().all().stream()
                .mapToInt(topic -> topic.partitions().size())
                .sum();
    }

    private static double bytes(Broker broker) {
        return broker.topics().all().stream()
                .flatMap(topic -> topic.partitions().stream())
                .mapToLong(partition -> partition.log().sizeInBytes())
                .sum();
    }
}
