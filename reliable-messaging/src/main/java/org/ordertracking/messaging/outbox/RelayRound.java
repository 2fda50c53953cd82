package org.ordertracking.messaging.outbox;

import io.quarkus.narayana.jta.QuarkusTransaction;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * One round of the relay over one topic, in one transaction: take the lock, read, send, mark.
 *
 * <p>The transaction stays open while the broker answers. That is bounded by {@link OutboxConfig#roundBudget()} plus the
 * time in which the producer gives up one record, and it is the price for a lock that the database drops by itself when
 * this process dies. A crash between send and mark means that rows are sent again, which the inboxes absorb.
 */
final class RelayRound {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);

    /** Above all that a round may take; a safety net, no pace. */
    private static final int TRANSACTION_TIMEOUT_SECONDS = 90;

    private final OutboxTable table;
    private final Dispatch dispatch;
    private final OutboxMetrics metrics;
    private final Clock clock;

    RelayRound(OutboxTable table, Dispatch dispatch, OutboxMetrics metrics, Clock clock) {
        this.table = table;
        this.dispatch = dispatch;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Whether there is anything to send; asked without a transaction, so that an idle relay writes nothing. */
    boolean hasWork(TopicLane lane) {
        return !table.pending(lane.topic(), lane.heldKeys(), 1).isEmpty();
    }

    RoundResult run(TopicLane lane) {
        RoundResult result = QuarkusTransaction.requiringNew()
                .timeout(TRANSACTION_TIMEOUT_SECONDS)
                .call(() -> publish(lane));
        metrics.published(result.acknowledged());
        metrics.refused(lane.topic(), result.refused().size());
        lane.learn(result.acknowledgedKeys(), result.failed());
        return result;
    }

    private RoundResult publish(TopicLane lane) {
        if (!table.tryLock()) {
            return RoundResult.lockedByAnotherRelay();
        }
        RoundResult result = dispatch.send(rows(lane));
        table.markPublished(result.acknowledged(), clock.instant());
        result.refused().forEach(this::block);
        return result;
    }

    private List<OutboxRow> rows(TopicLane lane) {
        int window = lane.window();
        if (window == 0) {
            return List.of();
        }
        if (window > 1) {
            return table.pending(lane.topic(), lane.heldKeys(), window);
        }
        Map<String, OutboxRow> heads = new LinkedHashMap<>();
        table.pending(lane.topic(), lane.heldKeys(), TopicLane.PROBE_CANDIDATES)
                .forEach(row -> heads.putIfAbsent(row.key(), row));
        if (heads.isEmpty()) {
            return List.of();
        }
        return List.of(List.copyOf(heads.values()).get(lane.probe(heads.size())));
    }

    /**
     * Keeps back the key, not only the row: consumers rely on a key's order, and applying a later event to a state that
     * never was is worse than waiting. Other keys go on.
     */
    private void block(OutboxRow row, Throwable reason) {
        LOG.errorf(
                "The broker refuses %s %s of key %s on topic %s for good: %s. Later events of this key wait."
                        + " Mend the cause, then delete the key from table outbox_blocked_key to go on.",
                row.type(), row.eventId(), row.key(), row.topic(), reason);
        table.blockKey(row, reason.toString(), clock.instant());
    }
}
