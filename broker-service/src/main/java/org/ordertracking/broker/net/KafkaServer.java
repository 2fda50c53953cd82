package org.ordertracking.broker.net;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.NetSocketInternal;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.ordertracking.broker.api.ApiDispatcher;
import org.ordertracking.broker.api.ClientConnection;
import org.ordertracking.broker.api.ConnectedClient;
import org.ordertracking.broker.quota.ClientQuotas;
import org.ordertracking.broker.quota.QuotaKind;

/**
 * The Kafka listener: one Vert.x server per event loop, all on the same port.
 *
 * <pre>
 *   NEW ── {@link #start} ──► LISTENING ── {@link #stop} ──► DRAINING ── no connection left, or time over ──► CLOSED
 * </pre>
 *
 * While it drains, who connects is closed at once, and each connection ends by itself when what it has sent is answered and
 * the answers are taken.
 */
public final class KafkaServer {
    private static final Logger LOG = Logger.getLogger(KafkaServer.class);
    private static final int BACKLOG = 1024;
    private static final long LOOK_MILLIS = 500;

    /** To Vert.x, 0 is a free port for each server, and a negative number one for all servers that give the same number. */
    private static final int FREE_PORT_FOR_ALL = -1;

    private final Vertx vertx;
    private final ListenerSettings settings;
    private final ApiDispatcher dispatcher;
    private final RequestMemory memory;
    private final BooleanSupplier congested;
    private final ResponseMemory responseMemory;
    private final RequestMetrics metrics;
    private final EventLoopProbe probe;
    private final ConnectionLimits limits;
    private final ClientQuotas quotas;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicLong connectionIds = new AtomicLong();
    private final AtomicInteger boundPort = new AtomicInteger();
    private final List<String> deployments = new ArrayList<>(2);
    private final Promise<Void> drained = Promise.promise();
    private volatile boolean draining;

    /**
     * @param quotas how often an address may connect
     * @param congested whether so much waits for the disk that produce requests should wait; asked for each, so it must be
     *     quick
     */
    public KafkaServer(
            Vertx vertx,
            ListenerSettings settings,
            ApiDispatcher dispatcher,
            ClientQuotas quotas,
            BooleanSupplier congested,
            MeterRegistry registry) {
        this.vertx = vertx;
        this.settings = settings;
        this.dispatcher = dispatcher;
        this.memory = new RequestMemory(settings.inFlightBytes(), settings.maxConnections());
        this.congested = congested;
        this.responseMemory = new ResponseMemory(settings.responseBytes());
        this.metrics = new RequestMetrics(registry, settings, memory, responseMemory);
        this.probe = new EventLoopProbe(vertx, registry);
        this.limits = new ConnectionLimits(settings.maxConnections(), settings.maxConnectionsPerAddress(), metrics);
        this.quotas = quotas;
    }

    /**
     * Binds and listens.
     *
     * @return the bound port; fails with {@link IllegalStateException} when the port cannot be had
     */
    public Future<Integer> start() {
        int port = settings.port() == 0 ? FREE_PORT_FOR_ALL : settings.port();
        DeploymentOptions onEveryLoop = new DeploymentOptions().setInstances(settings.eventLoops());
        return vertx.deployVerticle(() -> new Listener(port), onEveryLoop)
                .onSuccess(deployments::add)
                .map(id -> boundPort.get())
                .recover(failure -> Future.failedFuture(new IllegalStateException(
                        "cannot listen on broker.host=%s, broker.port=%d: %s. Stop what listens there, or set another (BROKER_PORT, BROKER_HOST)"
                                .formatted(settings.host(), settings.port(), failure.getMessage()),
                        failure)));
    }

    /**
     * Answers what has come in, and then stops listening. No request is read any more, and requests that are being served
     * have so long to be answered and their clients to take it; connections that are not done by then are closed.
     */
    public Future<Void> stop(Duration limit) {
        draining = true;
        connections.forEach(Connection::finish);
        noteIfDrained();
        long timer = vertx.setTimer(Math.max(1, limit.toMillis()), late -> closeLateComers(limit));
        return drained.future().compose(done -> {
            vertx.cancelTimer(timer);
            return Future.join(deployments.stream().map(vertx::undeploy).toList())
                    .mapEmpty();
        });
    }

    /** Who is connected, in no order. */
    public List<ConnectedClient> clients() {
        return connections.stream().map(Connection::describe).toList();
    }

    private void noteIfDrained() {
        if (draining && connections.isEmpty()) {
            drained.tryComplete();
        }
    }

    private void closeLateComers(Duration limit) {
        List<Connection> late = connections.stream()
                .filter(connection -> !connection.isFinished())
                .toList();
        if (!late.isEmpty()) {
            LOG.warnf(
                    "closing %d connections that were not done within broker.listener.drain-timeout=%d ms: %d requests without an answer",
                    late.size(),
                    limit.toMillis(),
                    late.stream().mapToInt(Connection::inFlight).sum());
        }
        connections.forEach(Connection::close);
        drained.tryComplete();
    }

    private final class Listener extends AbstractVerticle {
        private final int port;
        private CongestionGate gate;

        private Listener(int port) {
            this.port = port;
        }

        @Override
        public void start(Promise<Void> started) {
            gate = new CongestionGate(vertx, congested);
            vertx.setPeriodic(LOOK_MILLIS, look -> makeRoom());
            NetServer server = vertx.createNetServer(new NetServerOptions()
                    .setTcpNoDelay(true)
                    .setAcceptBacklog(BACKLOG)
                    .setIdleTimeout(Math.toIntExact(settings.idleTimeout().toMillis()))
                    .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                    .setReuseAddress(true));
            server.connectHandler(this::accept);
            probe.watch();
            server.listen(port, settings.host())
                    .onSuccess(listening -> boundPort.set(listening.actualPort()))
                    .<Void>mapEmpty()
                    .onComplete(started);
        }

        /** Those who do not read give way to those who do. */
        private void makeRoom() {
            if (responseMemory.isUsedUp()) {
                connections.forEach(connection -> connection.hangUpIfStalled(settings.stallTimeout()));
            }
        }

        private void accept(NetSocket socket) {
            if (draining) {
                socket.close();
                return;
            }
            String id = "%s-%d".formatted(socket.remoteAddress(), connectionIds.incrementAndGet());
            InetAddress address = addressOf(socket);
            Optional<String> full = limits.enter(address);
            if (full.isPresent()) {
                LOG.warnf("refusing connection %s: %s", id, full.get());
                metrics.refused();
                socket.close();
                return;
            }
            int throttle = quotas.limits(QuotaKind.CONNECTION_CREATION_RATE) ? quotas.connected(address) : 0;
            if (throttle > 0) {
                closeLater(socket, id, address, throttle);
                return;
            }
            Connection connection = new Connection(
                    (NetSocketInternal) socket,
                    context,
                    ClientConnection.anonymous(id, address),
                    dispatcher,
                    memory,
                    gate,
                    responseMemory,
                    metrics,
                    settings);
            connections.add(connection);
            metrics.opened();
            connection.start(() -> {
                connections.remove(connection);
                limits.leave(address);
                noteIfDrained();
            });
            if (draining) {
                connection.finish();
            }
        }

        /** As Kafka does: a client that is refused at once only comes back the faster. */
        private void closeLater(NetSocket socket, String id, InetAddress address, int millis) {
            LOG.warnf(
                    "refusing connection %s in %d ms: %s is over its quota %s",
                    id, millis, address.getHostAddress(), QuotaKind.CONNECTION_CREATION_RATE.key());
            metrics.refused();
            socket.pause();
            socket.closeHandler(gone -> limits.leave(address));
            vertx.setTimer(millis, due -> socket.close());
        }

        private InetAddress addressOf(NetSocket socket) {
            try {
                return InetAddress.getByName(socket.remoteAddress().hostAddress());
            } catch (UnknownHostException impossible) {
                throw new IllegalStateException("the remote address is numeric", impossible);
            }
        }
    }
}
