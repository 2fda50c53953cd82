package org.ordertracking.broker;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.coordinator.group.GroupConfigManager;
import org.apache.kafka.server.util.timer.SystemTimer;
import org.apache.kafka.server.util.timer.SystemTimerReaper;
import org.apache.kafka.server.util.timer.Timer;
import org.jboss.logging.Logger;
import org.ordertracking.broker.api.ApiDispatcher;
import org.ordertracking.broker.api.BrokerNode;
import org.ordertracking.broker.api.ConnectedClient;
import org.ordertracking.broker.api.records.FetchSessions;
import org.ordertracking.broker.group.GroupConfigRules;
import org.ordertracking.broker.group.GroupCoordination;
import org.ordertracking.broker.group.GroupSettings;
import org.ordertracking.broker.log.DiskLogFiles;
import org.ordertracking.broker.log.LogStore;
import org.ordertracking.broker.net.KafkaServer;
import org.ordertracking.broker.quota.ClientQuotas;
import org.ordertracking.broker.share.ShareCoordination;
import org.ordertracking.broker.share.ShareGroupRules;
import org.ordertracking.broker.share.ShareGroups;
import org.ordertracking.broker.share.ShareSettings;
import org.ordertracking.broker.topic.ClusterIdentity;
import org.ordertracking.broker.topic.LongPolls;
import org.ordertracking.broker.topic.TopicRegistry;
import org.ordertracking.broker.transaction.ProducerIds;
import org.ordertracking.broker.transaction.TransactionAdmission;
import org.ordertracking.broker.transaction.TransactionCoordinator;
import org.ordertracking.broker.transaction.TransactionIndex;
import org.ordertracking.broker.transaction.TransactionMarker;

/**
 * The broker, put together from the bottom up and taken apart from the top down.
 *
 * <pre>
 *   {@link #start}: logs recovered ─► topics replayed ─► transactions replayed ─► groups loading ─► listening
 *   {@link #close}: no more is read, long polls end ─► what came in is answered ─► connections, then listener closed
 *                   ─► transactions, groups stopped ─► topics stopped ─► logs synced and marked clean
 * </pre>
 *
 * What waits for other clients ends at once when it stops, and what is being written has {@code drain-timeout} to be
 * answered. Coordinators and logs go on until no connection is left, so that nothing is refused only because the broker stops,
 * and nothing is answered after its log was closed.
 */
public final class Broker implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Broker.class);
    /** For the listener to close its connections, beside the time that they have to finish. */
    private static final Duration CLOSING = Duration.ofSeconds(10);

    /** Beyond it a client is told to try again. */
    static final int QUEUED_READS = 10_000;

    private final LogStore store;
    private final TopicRegistry topics;
    private final ShareCoordination shareState;
    private final TransactionCoordinator transactions;
    private final GroupCoordination groups;
    private final KafkaServer server;
    private final Duration drainTimeout;
    private final LongPolls polls = new LongPolls();
    private final FetchSessions fetchSessions;
    private final ClientQuotas quotas;
    private final ThreadPoolExecutor readers;
    private final Timer timer;
    private final AtomicReference<BrokerNode> node;
    private final ShareGroups shares;
    private final ApiDispatcher dispatcher;
    private final long beganNanos = System.nanoTime();
    private final long logsReadyNanos;
    private volatile long listeningNanos;

    private Broker(BrokerConfig config, Vertx vertx, MeterRegistry registry) throws IOException {
        AtomicReference<TopicRegistry> registered = new AtomicReference<>();
        InstantSource clock = InstantSource.system();
        drainTimeout = config.listener().drainTimeout();
        TransactionIndex openTransactions = new TransactionIndex();
        store = LogStore.open(
                config.dataDir(),
                new DiskLogFiles(),
                clock,
                TopicRegistry.wakeWatchersOf(registered::get),
                openTransactions,
                PartSettings.logs(config));
        try {
            ClusterIdentity identity = ClusterIdentity.load(config.dataDir(), config.nodeId());
            node = new AtomicReference<>(
                    new BrokerNode(identity.nodeId(), config.host(), config.port(), identity.clusterId()));
            topics = TopicRegistry.load(store, PartSettings.topics(config.topics()), identity.nodeId());
            registered.set(topics);
            logsReadyNanos = System.nanoTime();
            fetchSessions = new FetchSessions(
                    InstantSource.system(),
                    new SecureRandom()::nextInt,
                    config.fetch().maxSessions(),
                    config.fetch().maxSessionPartitions());
            quotas = new ClientQuotas(PartSettings.quotas(config.quotas()), InstantSource.system());
            quotas.follow(topics);
            readers = readers(PartSettings.orProcessors(config.fetch().readers()));
            timer = new SystemTimerReaper("broker-timer-reaper", new SystemTimer("broker-timer"));
            GroupSettings grouping = PartSettings.groups(config);
            GroupConfigManager groupConfigs = new GroupConfigManager(new GroupConfigRules(grouping).defaults());
            ShareSettings sharing = PartSettings.shareGroups(config.share());
            shareState = ShareCoordination.open(sharing, topics, timer, identity.nodeId());
            shares = new ShareGroups(
                    sharing,
                    new ShareGroupRules(groupConfigs, sharing),
                    topics,
                    shareState.persister(),
                    readers,
                    timer,
                    polls);
            ProducerIds producerIds = new ProducerIds(topics);
            transactions = TransactionCoordinator.load(
                    PartSettings.transactions(config.transactions()),
                    openTransactions,
                    topics,
                    producerIds,
                    this::endInOffsets,
                    clock,
                    timer);
            groups = GroupCoordination.start(
                    grouping,
                    topics,
                    Time.SYSTEM,
                    timer,
                    new TransactionAdmission(transactions)::admitOffsets,
                    identity.nodeId(),
                    groupConfigs,
                    shares.persister());
            transactions.start();
            var services = new ApiHandlers.Services(
                    node::get,
                    topics,
                    groups.coordinator(),
                    shares,
                    producerIds,
                    transactions,
                    fetchSessions,
                    quotas,
                    readers,
                    timer,
                    polls,
                    new DataDirectory(config.dataDir()),
                    clock);
            var policies = new ApiHandlers.Policies(
                    config.topics().autoCreate(),
                    Math.toIntExact(config.fetch().maxBytes().asLongValue()),
                    KafkaNames.of(config));
            dispatcher = new ApiDispatcher(ApiHandlers.of(services, policies), quotas);
            server = new KafkaServer(
                    vertx, PartSettings.listener(config), dispatcher, quotas, store::isCongested, registry);
        } catch (RuntimeException failure) {
            store.close();
            throw failure;
        }
    }

    /**
     * Starts a broker; returns when it listens.
     *
     * @throws IOException if the data directory cannot be used
     * @throws IllegalStateException if the port cannot be bound
     */
    public static Broker start(BrokerConfig config, Vertx vertx, MeterRegistry registry) throws IOException {
        config.advertisedAddress().ifPresent(AdvertisedAddress::parse);
        Broker broker = new Broker(config, vertx, registry);
        try {
            broker.listen(config);
        } catch (RuntimeException failure) {
            broker.close();
            throw failure;
        }
        return broker;
    }

    private void listen(BrokerConfig config) {
        int port = await(server.start());
        AdvertisedAddress advertised = config.advertisedAddress()
                .map(AdvertisedAddress::parse)
                .orElseGet(() -> new AdvertisedAddress(config.host(), port));
        BrokerNode self = node.get();
        node.set(new BrokerNode(self.id(), advertised.host(), advertised.port(), self.clusterId()));
        listeningNanos = System.nanoTime();
        LOG.infof(
                "Kafka clients are served on %s:%d, advertised as %s:%d; cluster %s, data in %s",
                config.host(),
                port,
                advertised.host(),
                advertised.port(),
                self.clusterId(),
                config.dataDir().toAbsolutePath());
        long checked = store.counters().scannedBytes();
        if (checked == 0) {
            LOG.info("no log had to be checked");
        } else {
            LOG.infof("%d bytes of logs were checked, since they had not been closed cleanly", checked);
        }
    }

    private static int await(Future<Integer> port) {
        try {
            return port.toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof IllegalStateException cannotListen ? cannotListen : failure;
        }
    }

    /** How clients reach this broker. */
    public BrokerNode node() {
        return node.get();
    }

    public LogStore store() {
        return store;
    }

    public FetchSessions fetchSessions() {
        return fetchSessions;
    }

    public GroupCoordination groups() {
        return groups;
    }

    public TransactionCoordinator transactions() {
        return transactions;
    }

    public ShareGroups shares() {
        return shares;
    }

    public ClientQuotas quotas() {
        return quotas;
    }

    /** Serves requests of clients, whichever way they come. */
    public ApiDispatcher dispatcher() {
        return dispatcher;
    }

    /** Who is connected, in no order. */
    public List<ConnectedClient> clients() {
        return server.clients();
    }

    /** Fetches that wait for a reader thread. */
    int queuedReads() {
        return readers.getQueue().size();
    }

    StartTimes startTimes() {
        return new StartTimes(logsReadyNanos - beganNanos, listeningNanos - beganNanos);
    }

    /**
     * What the start took.
     *
     * @param logsNanos until the logs were open and recovered, and the topics replayed
     * @param totalNanos until clients were served
     */
    record StartTimes(long logsNanos, long totalNanos) {}

    public TopicRegistry topics() {
        return topics;
    }

    /** Stops, see above; everything appended is on the disk afterwards, and the next start need not scan. */
    @Override
    public void close() throws IOException {
        stop("the listener", this::stopListening);
        stop("the transaction coordinator", transactions::close);
        stop("the group coordinator", groups::close);
        stop("the share coordinator", shareState::close);
        stop("topics", topics::close);
        stop("timers", timer::close);
        readers.shutdown();
        store.close();
        LOG.info("stopped; all logs are synced");
    }

    private void stopListening() throws Exception {
        Future<Void> stopped = server.stop(drainTimeout);
        polls.endAll();
        stopped.toCompletionStage()
                .toCompletableFuture()
                .get(drainTimeout.plus(CLOSING).toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void stop(String part, Step step) {
        try {
            step.run();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (Exception failure) {
            LOG.warnf("%s did not stop cleanly (%s); going on, logs are synced last", part, failure);
        }
    }

    private interface Step {
        void run() throws Exception;
    }

    private CompletionStage<Void> endInOffsets(TopicPartition partition, TransactionMarker marker) {
        return groups.endTransaction(
                partition, marker.producerId(), marker.producerEpoch(), marker.coordinatorEpoch(), marker.commit());
    }

    private static ThreadPoolExecutor readers(int threads) {
        return new ThreadPoolExecutor(
                threads, threads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(QUEUED_READS), named("fetch-reader-"));
    }

    private static java.util.concurrent.ThreadFactory named(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> new Thread(task, prefix + number.getAndIncrement());
    }
}
