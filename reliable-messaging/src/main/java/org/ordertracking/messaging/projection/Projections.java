package org.ordertracking.messaging.projection;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.ordertracking.messaging.retry.Outage;

/**
 * Keeps the service's views: starts a thread for each generation that is kept up to date, whoever asked for it.
 *
 * <p>Several processes on one database each have all threads; the lease of a generation decides which of them reads.
 */
@Singleton
public class Projections {

    private static final Logger LOG = Logger.getLogger(Projections.class);

    private final Map<String, Projection> byName;
    private final GenerationReader.Tools tools;
    private final ProjectionsConfig config;
    private final String process = UUID.randomUUID().toString();
    private final Map<Long, ProjectionRunner> runners = new HashMap<>();
    private final Outage outage =
            new Outage(LOG, "The views cannot be looked up", "The views can be looked up again", System::nanoTime);
    private boolean stopped;

    Projections(
            @All List<Projection> projections,
            GenerationTable generations,
            PositionTable positions,
            Transactions transactions,
            BatchApplier applier,
            Switchover switchover,
            ViewLog log,
            ProjectionsConfig config,
            Clock clock) {
        this.byName = projections.stream().collect(Collectors.toMap(Projection::name, Function.identity()));
        this.tools = new GenerationReader.Tools(
                generations, positions, transactions, applier, switchover, log, config, clock);
        this.config = config;
    }

    /** The views of this service, by their names. */
    Map<String, Projection> byName() {
        return byName;
    }

    @Scheduled(
            every = "{messaging.projections.look-again}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            identity = "projections")
    void lookAgain() {
        if (!config.enabled() || byName.isEmpty()) {
            return;
        }
        try {
            look();
            outage.recovered();
        } catch (RuntimeException e) {
            outage.failed(e);
        }
    }

    /** Starts what is to be kept and is not yet. */
    private void look() {
        byName.keySet().forEach(this::startFirstGeneration);
        start(tools.transactions().call(tools.generations()::kept));
    }

    private void startFirstGeneration(String view) {
        GenerationTable generations = tools.generations();
        tools.transactions().run(() -> {
            if (generations.hasCurrent(view)) {
                return;
            }
            generations.insertView(view);
            if (generations.lockView(view).isEmpty()) {
                generations.makeCurrent(
                        view,
                        generations.insert(view, Optional.empty(), tools.clock().instant()),
                        tools.clock().instant());
            }
        });
    }

    private synchronized void start(List<Generation> kept) {
        runners.values().removeIf(runner -> !runner.isAlive());
        if (stopped) {
            return;
        }
        for (Generation generation : kept) {
            Projection projection = byName.get(generation.view());
            if (projection != null && !runners.containsKey(generation.id())) {
                ProjectionRunner runner = new ProjectionRunner(
                        projection.name(),
                        generation.id(),
                        new GenerationReader(projection, generation.id(), process, tools),
                        config);
                runners.put(generation.id(), runner);
                runner.start();
            }
        }
    }

    /** Lets the transactions that are under way end, for a bounded time. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        List<ProjectionRunner> running = stopAll();
        long end = System.nanoTime() + config.shutdownGrace().toNanos();
        for (ProjectionRunner runner : running) {
            runner.awaitEnd(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        }
    }

    private synchronized List<ProjectionRunner> stopAll() {
        stopped = true;
        runners.values().forEach(ProjectionRunner::stop);
        return List.copyOf(runners.values());
    }
}
