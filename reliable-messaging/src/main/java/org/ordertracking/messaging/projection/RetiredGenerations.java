package org.ordertracking.messaging.projection;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.ordertracking.messaging.projection.Generation.State;
import org.ordertracking.messaging.retry.Outage;

/** Deletes the rows of generations that nobody reads any more, in small transactions. */
@Singleton
class RetiredGenerations {

    private static final Logger LOG = Logger.getLogger(RetiredGenerations.class);

    private final Projections projections;
    private final GenerationTable generations;
    private final Transactions transactions;
    private final ProjectionsConfig config;
    private final Clock clock;
    private final Outage outage = new Outage(
            LOG,
            "Old generations of views cannot be deleted",
            "Old generations of views are deleted again",
            System::nanoTime);

    RetiredGenerations(
            Projections projections,
            GenerationTable generations,
            Transactions transactions,
            ProjectionsConfig config,
            Clock clock) {
        this.projections = projections;
        this.generations = generations;
        this.transactions = transactions;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            every = "{messaging.projections.look-again}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            identity = "retired-generations")
    void delete() {
        if (!config.enabled() || projections.byName().isEmpty()) {
            return;
        }
        try {
            transactions.call(generations::retired).forEach(this::delete);
            transactions.run(() -> generations.forgetGone(clock.instant().minus(config.keepHistory())));
            outage.recovered();
        } catch (RuntimeException e) {
            outage.failed(e);
        }
    }

    private void delete(Generation generation) {
        Optional<Projection> projection =
                Optional.ofNullable(projections.byName().get(generation.view()));
        if (projection.isPresent()) {
            boolean more;
            do {
                more = transactions.call(() -> deleteSome(projection.get(), generation.id()));
            } while (more);
            LOG.infof("View %s: the rows of generation %d are deleted", generation.view(), generation.id());
        }
    }

    private boolean deleteSome(Projection projection, long generation) {
        if (generations.tryLock(generation).isEmpty()) {
            return false;
        }
        if (projection.forget(generation, config.forgetBatch()) > 0) {
            return true;
        }
        generations.setState(generation, State.GONE);
        return false;
    }
}
