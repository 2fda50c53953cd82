package org.ordertracking.order.screening;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.ordertracking.events.EventCodec;
import org.ordertracking.events.Topics;
import org.ordertracking.messaging.retry.Backoff;
import org.ordertracking.messaging.retry.Outage;
import org.ordertracking.messaging.topics.TopicProvisioner;
import org.ordertracking.order.application.FraudConfig;
import org.ordertracking.order.screening.rule.Thresholds;

/**
 * Runs the screening, in the background, from the moment its topics are there. Neither the start of the service nor a request
 * waits for it; orders wait for their verdict while it is away.
 *
 * <pre>
 *   NEW --start--> AWAITING TOPICS --they are there--> RUNNING --it breaks--> PAUSED, growing --> RUNNING
 *                        |                                |                      |
 *                        '----------------- stop ---------+----------------------'--> STOPPED
 * </pre>
 *
 * <p>A stream thread that dies (a topic was deleted, a right is missing, a bug) is not replaced in place but the whole client
 * is, after a pause: what broke it seldom passes within milliseconds, and a new thread at once would break again as fast as it
 * can join its group. Broker outages do not come here; Streams itself waits for the broker.
 */
@Singleton
class ScreeningStream {

    private static final Logger LOG = Logger.getLogger(ScreeningStream.class);

    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private final FraudConfig fraud;
    private final ScreeningConfig config;
    private final StreamSettings settings;
    private final TopicProvisioner topics;
    private final ScreeningMetrics metrics;
    private final EventCodec codec;
    private final String service;
    private final Outage outage =
            new Outage(LOG, "Orders are not screened", "Orders are screened again", System::nanoTime);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private Thread thread;

    ScreeningStream(
            FraudConfig fraud,
            ScreeningConfig config,
            StreamSettings settings,
            TopicProvisioner topics,
            ScreeningMetrics metrics,
            EventCodec codec,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.fraud = fraud;
        this.config = config;
        this.settings = settings;
        this.topics = topics;
        this.metrics = metrics;
        this.codec = codec;
        this.service = service;
    }

    void start(@Observes StartupEvent started) {
        if (!fraud.enabled() || !config.stream().enabled()) {
            return;
        }
        // Limits that contradict each other end the start, with their names.
        Thresholds thresholds = config.thresholds();
        thread = new Thread(() -> keepRunning(thresholds), "order-screening");
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent stopped) {
        stopping.countDown();
        if (thread != null) {
            try {
                thread.join(config.stream().stopWithin().plusSeconds(1).toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void keepRunning(Thresholds thresholds) {
        Backoff backoff =
                new Backoff(config.stream().firstPause(), config.stream().longestPause());
        try {
            boolean stopped = !topicsAreThere();
            while (!stopped) {
                Throwable failure = runUntilItBreaks(topology(thresholds));
                stopped = isStopping() || stopsWithin(backoff.after(outage.failed(failure)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A new one for each client: it keeps what its client makes of it. */
    private Topology topology(Thresholds thresholds) {
        return new ScreeningTopology(codec, metrics, service)
                .build(
                        thresholds,
                        config.memory().quietCards(),
                        config.memory().cards(),
                        config.stream().partitions());
    }

    /** Waits for them; false when it is to stop first. */
    private boolean topicsAreThere() throws InterruptedException {
        List<String> needed = List.of(Topics.ORDERS, Topics.ORDER_SCREENINGS);
        while (!needed.stream().allMatch(topics::isReady)) {
            if (stopsWithin(LOOK_EVERY)) {
                return false;
            }
        }
        return !isStopping();
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private boolean stopsWithin(Duration pause) throws InterruptedException {
        return stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Runs one client. Returns when it cannot go on, or when it is to stop. */
    private Throwable runUntilItBreaks(Topology topology) throws InterruptedException {
        Properties properties = new Properties();
        properties.putAll(settings.asMap());
        AtomicReference<Throwable> failure = new AtomicReference<>();
        CountDownLatch over = new CountDownLatch(1);
        try (StoppableStreams streams = new StoppableStreams(
                new KafkaStreams(topology, properties), config.stream().stopWithin())) {
            streams.client().setUncaughtExceptionHandler(broken -> {
                failure.set(broken);
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            });
            streams.client().setStateListener((now, before) -> {
                if (now == State.ERROR || now == State.NOT_RUNNING) {
                    over.countDown();
                }
            });
            streams.client().start();
            while (over.getCount() > 0 && !stopsWithin(LOOK_EVERY)) {
                lookAt(streams.client().state());
            }
        } catch (RuntimeException e) {
            // For example an address that does not resolve yet.
            failure.compareAndSet(null, e);
        } finally {
            metrics.running(false);
        }
        return failure.get() != null ? failure.get() : new IllegalStateException("the stream ended by itself");
    }

    private void lookAt(State state) {
        metrics.running(state == State.RUNNING);
        if (state == State.RUNNING) {
            outage.recovered();
        }
    }
}
