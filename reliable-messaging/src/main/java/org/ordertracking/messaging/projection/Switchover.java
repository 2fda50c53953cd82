package org.ordertracking.messaging.projection;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.ordertracking.messaging.projection.Generation.State;

/**
 * Makes a generation current once it has read all that the current one has.
 *
 * <p>A generation that is read goes on while another is built, so under load the other would be a moment behind for ever.
 * When it is close, the one that is read stands still for it.
 */
@Singleton
class Switchover {

    private static final Logger LOG = Logger.getLogger(Switchover.class);

    private final GenerationTable generations;
    private final PositionTable positions;
    private final Transactions transactions;
    private final ProjectionsConfig config;
    private final Clock clock;

    Switchover(
            GenerationTable generations,
            PositionTable positions,
            Transactions transactions,
            ProjectionsConfig config,
            Clock clock) {
        this.generations = generations;
        this.positions = positions;
        this.transactions = transactions;
        this.config = config;
        this.clock = clock;
    }

    /** Whether readers see this generation from now on. */
    boolean attempt(String view, long generation, String owner) {
        boolean switched = transactions.call(() -> tryToSwitch(view, generation, owner));
        if (switched) {
            LOG.infof("View %s is rebuilt: generation %d is read from now on", view, generation);
        }
        return switched;
    }

    private boolean tryToSwitch(String view, long generation, String owner) {
        Optional<Long> current = generations.lockView(view);
        if (!generations.lock(generation).isOf(owner)) {
            return false;
        }
        Instant now = clock.instant();
        if (current.isPresent()) {
            // Its lock: nothing is applied to it from here on, so what is equal now is equal after the commit.
            generations.lock(current.get());
            long gap = positions.gap(current.get(), generation);
            if (gap > 0) {
                if (gap <= config.batchSize()) {
                    generations.hold(current.get(), now.plus(config.hold()));
                }
                return false;
            }
            generations.setState(current.get(), State.RETIRED);
        }
        generations.makeCurrent(view, generation, now);
        return true;
    }
}
