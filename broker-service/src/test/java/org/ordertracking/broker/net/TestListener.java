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
import java.util.function.Consumer;
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
        return changed(settings -> settings.maxConnectionsPerAddress = limit);
    }

    static UnaryOperator<ListenerSettings> inFlightBytes(long bytes) {
        return changed(settings -> settings.inFlightBytes = bytes);
    }

    static UnaryOperator<ListenerSettings> connections(int max) {
        return changed(settings -> {
            settings.maxConnections = max;
            settings.maxConnectionsPerAddress = max;
        });
    }

    static UnaryOperator<ListenerSettings> eventLoops(int loops) {
        return changed(settings -> settings.eventLoops = loops);
    }

    static UnaryOperator<ListenerSettings> port(int taken) {
        return changed(settings -> settings.port = taken);
    }

    static UnaryOperator<ListenerSettings> zeroCopyFrom(int bytes) {
        return changed(settings -> settings.zeroCopyBytes = bytes);
    }

    static UnaryOperator<ListenerSettings> stallTimeout(int connections, Duration stall) {
        return changed(settings -> {
            settings.maxConnections = connections;
            settings.maxConnectionsPerAddress = connections;
            settings.stallTimeout = stall;
        });
    }

    static UnaryOperator<ListenerSettings> timeouts(Duration idle, Duration frame) {
        return changed(settings -> {
            settings.idleTimeout = idle;
            settings.frameTimeout = frame;
        });
    }

    private static UnaryOperator<ListenerSettings> changed(Consumer<Draft> change) {
        return settings -> {
            Draft draft = new Draft(settings);
            change.accept(draft);
            return draft.settings();
        };
    }

    /** Settings of which any may be changed without naming the others. */
    private static final class Draft {
        private final ListenerSettings origin;
        private int port;
        private int eventLoops;
        private int maxConnections;
        private int maxConnectionsPerAddress;
        private long inFlightBytes;
        private int zeroCopyBytes;
        private Duration idleTimeout;
        private Duration frameTimeout;
        private Duration stallTimeout;

        private Draft(ListenerSettings origin) {
            this.origin = origin;
            port = origin.port();
            eventLoops = origin.eventLoops();
            maxConnections = origin.maxConnections();
            maxConnectionsPerAddress = origin.maxConnectionsPerAddress();
            inFlightBytes = origin.inFlightBytes();
            zeroCopyBytes = origin.zeroCopyBytes();
            idleTimeout = origin.idleTimeout();
            frameTimeout = origin.frameTimeout();
            stallTimeout = origin.stallTimeout();
        }

        private ListenerSettings settings() {
            return new ListenerSettings(
                    origin.host(),
                    port,
                    eventLoops,
                    maxConnections,
                    maxConnectionsPerAddress,
                    origin.maxRequestBytes(),
                    origin.maxInFlightRequests(),
                    origin.responseBytes(),
                    inFlightBytes,
                    zeroCopyBytes,
                    idleTimeout,
                    frameTimeout,
                    stallTimeout);
        }
    }
}
