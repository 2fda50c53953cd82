package org.ordertracking.broker.net;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.RequestHeader;
import org.ordertracking.broker.api.ApiResponse;
import org.ordertracking.broker.api.ResponseErrors;

/**
 * What the listener counts: connections, requests by API key with their time to the answer and their errors, bytes in and out.
 * Meters of an API appear with its first request: there are many APIs, and a broker meets few of them.
 */
final class RequestMetrics {
    /** From a cached answer to a long poll. */
    private static final Duration[] BUCKETS =
            millis(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000);

    private final MeterRegistry registry;
    private final Map<ApiKeys, ApiMeters> apis = new ConcurrentHashMap<>();
    private final LongAdder inFlight = new LongAdder();
    private final Counter bytesIn;
    private final Counter bytesOut;
    private final Counter opened;
    private final Counter refused;
    private final Counter throttled;
    private final AtomicInteger connections = new AtomicInteger();

    RequestMetrics(MeterRegistry registry, ListenerSettings settings, RequestMemory memory, ResponseMemory responses) {
        this.registry = registry;
        bytesIn = Counter.builder("broker.network.received")
                .description("Request bytes read")
                .baseUnit("bytes")
                .register(registry);
        bytesOut = Counter.builder("broker.network.sent")
                .description("Response bytes written")
                .baseUnit("bytes")
                .register(registry);
        opened = Counter.builder("broker.connections.opened")
                .description("Connections that were accepted")
                .register(registry);
        refused = Counter.builder("broker.connections.refused")
                .description("Connections closed for a bad frame, an unknown API or a limit of connections")
                .register(registry);
        throttled = Counter.builder("broker.connections.throttled")
                .description("Times that a client was over a quota and not read from for a while")
                .register(registry);
        gauge("broker.connections.open", "Client connections", connections::get);
        gauge("broker.connections.limit", "Client connections there may be", settings::maxConnections);
        gauge("broker.requests.in.flight", "Requests that are being served, long polls included", inFlight::sum);
        gauge("broker.requests.memory.waiting", "Connections that wait for room for a request", memory::waiting);
        bytes("broker.requests.memory", "Request bytes in memory", memory::held);
        bytes("broker.requests.memory.limit", "Request bytes there may be in memory", settings::inFlightBytes);
        bytes("broker.responses.memory", "Response bytes that clients have not taken", responses::held);
        bytes(
                "broker.responses.memory.limit",
                "Response bytes beyond which connections are not read on",
                settings::responseBytes);
    }

    private void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    private void bytes(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).baseUnit("bytes").register(registry);
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

    void opened() {
        opened.increment();
    }

    void received(int bytes) {
        bytesIn.increment(bytes);
    }

    void began() {
        inFlight.increment();
    }

    void answered(RequestHeader request, ApiResponse response, long startedNanos) {
        inFlight.decrement();
        ApiMeters api = of(request.apiKey());
        api.latency.record(System.nanoTime() - startedNanos, TimeUnit.NANOSECONDS);
        if (response instanceof ApiResponse.Message message) {
            ResponseErrors.count(message.body(), api);
        }
    }

    private ApiMeters of(ApiKeys api) {
        ApiMeters known = apis.get(api);
        return known != null ? known : apis.computeIfAbsent(api, ApiMeters::new);
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

    private static Duration[] millis(long... bounds) {
        Duration[] durations = new Duration[bounds.length];
        for (int i = 0; i < bounds.length; i++) {
            durations[i] = Duration.ofMillis(bounds[i]);
        }
        return durations;
    }

    /** The meters of one API key; errors are known by their first occurrence. */
    private final class ApiMeters implements ObjIntConsumer<Errors> {
        private final ApiKeys api;
        private final Timer latency;
        private final Map<Errors, Counter> errors = new ConcurrentHashMap<>();

        private ApiMeters(ApiKeys api) {
            this.api = api;
            this.latency = Timer.builder("broker.request.duration")
                    .description("Time from a request's last byte to its answer, long polls included")
                    .tag("api", api.name)
                    .serviceLevelObjectives(BUCKETS)
                    .register(registry);
        }

        @Override
        public void accept(Errors error, int times) {
            errors.computeIfAbsent(error, this::counter).increment(times);
        }

        private Counter counter(Errors error) {
            return Counter.builder("broker.request.errors")
                    .description("Error codes in answers, one for each part that has one")
                    .tags("api", api.name, "error", error.name())
                    .register(registry);
        }
    }
}
