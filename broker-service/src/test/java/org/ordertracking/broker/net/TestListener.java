package org.ordertracking.broker.net;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.ordertracking.broker.api.ApiDispatcher;
import org.ordertracking.broker.fixture.RawClient;
import org.ordertracking.broker.quota.ClientQuotas;

/** A Kafka listener on a free port, with limits that a test can reach. */
final class TestListener implements AutoCloseable {
    static final int MAX_IN_FLIGHT = 8;
    static final int MAX_REQUEST_BYTES = 10_000;
    static final int MAX_CONNECTIONS = 3;
    static final int RESPONSE_BYTES = 4 << 20;

    private static final ListenerSettings SETTINGS = new ListenerSettings(
            "localhost",
            0,
            1,
            MAX_CONNECTIONS,
            MAX_CONNECTIONS,
            MAX_REQUEST_BYTES,
            MAX_IN_FLIGHT,
            RESPONSE_BYTES,
            1 << 20,
            1 << 20,
            Duration.ofMinutes(10),
            Duration.ofMinutes(10),
            Duration.ofMinutes(10));

    private final Vertx vertx = Vertx.vertx(
            new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1).setInternalBlockingPoolSize(1));
    private volatile boolean congested;
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final KafkaServer server;
    private final int port;

    TestListener(ApiDispatcher dispatcher) {
        this(dispatcher, UnaryOperator.identity());
    }

    TestListener(ApiDispatcher dispatcher, UnaryOperator<ListenerSettings> changes) {
        this(dispatcher, ClientQuotas.none(), changes);
    }

    TestListener(ApiDispatcher dispatcher, ClientQuotas quotas, UnaryOperator<ListenerSettings> changes) {
        server = new KafkaServer(vertx, changes.apply(SETTINGS), dispatcher, quotas, () -> congested, metrics);
        try {
            port = server.start().toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException refused) {
            close();
            throw refused;
        }
    }

    /** Whether the disk is behind. */
    void congest(boolean behind) {
        congested = behind;
    }

    RawClient connect() throws IOException {
        return new RawClient(port);
    }

    int port() {
        return port;
    }

    /** Stops as if there were all the time in the world. */
    CompletableFuture<Void> stop() {
        return stop(Duration.ofMinutes(10));
    }

    CompletableFuture<Void> stop(Duration limit) {
        return server.stop(limit).toCompletionStage().toCompletableFuture();
    }

    /** Request bytes that the broker holds. */
    long requestBytesHeld() {
        return (long) metrics.get("broker.requests.memory").gauge().value();
    }

    /** Response bytes that clients have not taken. */
    long responseBytesHeld() {
        return (long) metrics.get("broker.responses.memory").gauge().value();
    }

    long connectionsWaitingForMemory() {
        return (long) metrics.get("broker.requests.memory.waiting").gauge().value();
    }

    long openConnections() {
        return (long) metrics.get("broker.connections.open").gauge().value();
    }

    long connectionsRefused() {
        return (long) metrics.get("broker.connections.refused").counter().count();
    }

    long requestsAnswered() {
        return metrics.get("broker.request.duration").timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    long connectionsThrottled() {
        return (long) metrics.get("broker.connections.throttled").counter().count();
    }

    /** Response bytes that have been encoded, whether or not the client has taken them. */
    long bytesSent() {
        return (long) metrics.get("broker.network.sent").counter().count();
    }

    @Override
    public void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    static UnaryOperator<ListenerSettings> connectionsPerAddress(int limit) {
        return s -> new ListenerSettings(
                s.host(),
                s.port(),
                s.eventLoops(),
                s.maxConnections(),
                limit,
                s.maxRequestBytes(),
                s.maxInFlightRequests(),
                s.responseBytes(),
                s.inFlightBytes(),
                s.zeroCopyBytes(),
                s.idleTimeout(),
                s.frameTimeout(),
                s.stallTimeout());
    }

    static UnaryOperator<ListenerSettings> inFlightBytes(long bytes) {
        return s -> new ListenerSettings(
                s.host(),
                s.port(),
                s.eventLoops(),
                s.maxConnections(),
                s.maxConnectionsPerAddress(),
                s.maxRequestBytes(),
                s.maxInFlightRequests(),
                s.responseBytes(),
                bytes,
                s.zeroCopyBytes(),
                s.idleTimeout(),
                s.frameTimeout(),
                s.stallTimeout());
    }

    static UnaryOperator<ListenerSettings> connections(int max) {
        return s -> new ListenerSettings(
                s.host(),
                s.port(),
                s.eventLoops(),
                max,
                max,
                s.maxRequestBytes(),
                s.maxInFlightRequests(),
                s.responseBytes(),
                s.inFlightBytes(),
                s.zeroCopyBytes(),
                s.idleTimeout(),
                s.frameTimeout(),
                s.stallTimeout());
    }

    static UnaryOperator<ListenerSettings> eventLoops(int loops) {
        return s -> new ListenerSettings(
                s.host(),
                s.port(),
                loops,
                s.maxConnections(),
                s.maxConnectionsPerAddress(),
                s.maxRequestBytes(),
                s.maxInFlightRequests(),
                s.responseBytes(),
                s.inFlightBytes(),
                s.zeroCopyBytes(),
                s.idleTimeout(),
                s.frameTimeout(),
                s.stallTimeout());
    }

    static UnaryOperator<ListenerSettings> port(int taken) {
        return s -> new ListenerSettings(
                s.host(),
                taken,
                s.eventLoops(),
                s.maxConnections(),
                s.maxConnectionsPerAddress(),
                s.maxRequestBytes(),
                s.maxInFlightRequests(),
                s.responseBytes(),
                s.inFlightBytes(),
                s.zeroCopyBytes(),
                s.idleTimeout(),
                s.frameTimeout(),
                s.stallTimeout());
    }

    static UnaryOperator<ListenerSettings> zeroCopyFrom(int bytes) {
        return s -> new ListenerSettings(
                s.host(),
                s.port(),
                s.eventLoops(),
                s.maxConnections(),
                s.maxConnectionsPerAddress(),
                s.maxRequestBytes(),
                s.maxInFlightRequests(),
                s.responseBytes(),
                s.inFlightBytes(),
                bytes,
                s.idleTimeout(),
                s.frameTimeout(),
                s.stallTimeout());
    }

    static UnaryOperator<ListenerSettings> stallTimeout(int connections, Duration stall) {
        return s -> new ListenerSettings(
                s.host(),
                s.port(),
                s.eventLoops(),
                connections,
                connections,
                s.maxRequestBytes(),
                s.maxInFlightRequests(),
                s.responseBytes(),
                s.inFlightBytes(),
                s.zeroCopyBytes(),
                s.idleTimeout(),
                s.frameTimeout(),
                stall);
    }

    static UnaryOperator<ListenerSettings> timeouts(Duration idle, Duration frame) {
        return s -> new ListenerSettings(
                s.host(),
                s.port(),
                s.eventLoops(),
                s.maxConnections(),
                s.maxConnectionsPerAddress(),
                s.maxRequestBytes(),
                s.maxInFlightRequests(),
                s.responseBytes(),
                s.inFlightBytes(),
                s.zeroCopyBytes(),
                idle,
                frame,
                s.stallTimeout());
    }
}
