package org.ordertracking.broker;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.ordertracking.broker.api.records.FetchSessions;
import org.ordertracking.broker.quota.ClientQuotas;
import org.ordertracking.broker.quota.QuotaKind;

/** Shows what the parts of a running broker count. Names are stable, see docs/metrics.md. */
final class BrokerMetrics {

    private BrokerMetrics() {}

    /** The listener shows what it counts by itself: it is there before the broker is. */
    static void bind(Broker broker, BrokerConfig config, MeterRegistry registry) {
        LogMetrics.bind(broker.store(), config.dataDir().toFile(), registry);
        TopicMetrics.bind(broker.topics(), registry, config.metrics());
        GroupMetrics.bind(broker, registry, config.groups().lagSeries());
        ShareMetrics.bind(broker.shares(), registry, config.groups().lagSeries());
        TransactionMetrics.bind(broker.transactions(), InstantSource.system(), registry);
        fetches(broker, registry);
        quotas(broker.quotas(), registry);
        totals(broker, registry);
        start(broker.startTimes(), registry);
    }

    private static void fetches(Broker broker, MeterRegistry registry) {
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
        Gauge.builder("broker.read.queue", broker, Broker::queuedReads)
                .description("Fetches that wait for a reader thread")
                .register(registry);
        Gauge.builder("broker.read.queue.limit", () -> Broker.QUEUED_READS)
                .description("How many may")
                .register(registry);
    }

    private static void quotas(ClientQuotas quotas, MeterRegistry registry) {
        for (QuotaKind kind : QuotaKind.values()) {
            FunctionCounter.builder("broker.quota.throttles", quotas, counted -> counted.throttles(kind))
                    .description("Requests and connections that were over a quota")
                    .tag("quota", kind.key())
                    .register(registry);
        }
    }

    private static void totals(Broker broker, MeterRegistry registry) {
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

    private static void start(Broker.StartTimes times, MeterRegistry registry) {
        phase("logs", times.logsNanos(), registry);
        phase("total", times.totalNanos(), registry);
    }

    private static void phase(String phase, long nanos, MeterRegistry registry) {
        TimeGauge.builder("broker.start.duration", () -> nanos, TimeUnit.NANOSECONDS)
                .description("What the start took")
                .tag("phase", phase)
                .register(registry);
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
