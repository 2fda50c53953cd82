package org.ordertracking.broker.net;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.requests.RequestHeader;
import org.ordertracking.broker.api.SupportedApi;

/** What the listener counts: connections, requests by API key with their time to the answer, bytes in and out. */
final class RequestMetrics {
    private final Map<SupportedApi, Timer> latencies = new EnumMap<>(SupportedApi.class);
    private final Counter bytesIn;
    private final Counter bytesOut;
    private final Counter refused;
    private final Counter throttled;
    private final AtomicInteger connections = new AtomicInteger();

    RequestMetrics(MeterRegistry registry, RequestMemory memory, ResponseMemory responses) {
        for (SupportedApi api : SupportedApi.values()) {
            latencies.put(
                    api,
                    Timer.builder("broker.request.duration")
                            .description("Time from a request's last byte to its answer, long polls included")
                            .tag("api", api.key().name)
                            .register(registry));
        }
        bytesIn = Counter.builder("broker.network.received")
                .description("Request bytes read")
                .baseUnit("bytes")
                .register(registry);
        bytesOut = Counter.builder("broker.network.sent")
                .description("Response bytes written")
                .baseUnit("bytes")
                .register(registry);
        refused = Counter.builder("broker.connections.refused")
                .description("Connections closed for a bad frame, an unknown API or a limit of connections")
                .register(registry);
        throttled = Counter.builder("broker.connections.throttled")
                .description("Times that a client was over a quota and not read from for a while")
                .register(registry);
        Gauge.builder("broker.connections.open", connections, AtomicInteger::get)
                .description("Client connections")
                .register(registry);
        Gauge.builder("broker.requests.memory", memory, RequestMemory::held)
                .description("Request bytes in memory")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("broker.responses.memory", responses, ResponseMemory::held)
                .description("Response bytes that clients have not taken")
                .baseUnit("bytes")
                .register(registry);
    }

    /** Takes a place among the open connections. */
    boolean connected(int limit) {
        if (connections.incrementAndGet() > limit) {
            connections.decrementAndGet();
            return false;
        }
        return true;
    }

    void disconnected() {
        connections.decrementAndGet();
    }

    void received(int bytes) {
        bytesIn.increment(bytes);
    }

    void answered(RequestHeader request, long startedNanos) {
        SupportedApi.of(request.apiKey())
                .ifPresent(api -> latencies.get(api).record(System.nanoTime() - startedNanos, TimeUnit.NANOSECONDS));
    }

    void sent(long bytes) {
        bytesOut.increment(bytes);
    }

    void throttled() {
        throttled.increment();
    }

    void refused() {
        refused.increment();
    }
}
