package org.ordertracking.messaging.outbox;

import io.quarkus.narayana.jta.QuarkusTransaction;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * One round of the relay over one topic, in one transaction: take the lock, read, send, mark.
 *
 * <p>The transaction stays open while the broker answers. That is bounded by {@link OutboxConfig#roundBudget()} plus the
 * time in which the producer gives up a record, and it is the price for a lock that the database drops by itself when
 * this process dies. A crash between send and mark means that rows are sent again, which the inboxes absorb.
 */
final class RelayRound {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);

    /** Above all that a round may take; a safety net, no pace. */
    private static final int TRANSACTION_TIMEOUT_SECONDS = 120;

    private final OutboxTable table;
    private final Dispatch dispatch;
    private final OutboxMetrics metrics;
    private final Clock clock;
    private final int batchSize;

    RelayRound(OutboxTable table, Dispatch dispatch, OutboxMetrics metrics, Clock clock, int batchSize) {
        this.table = table;
        this.dispatch = dispatch;
        this.metrics = metrics;
        this.clock = clock;
        this.batchSize = batchSize;
    }

    /** Whether there is anything to send; asked without a transaction, so that an idle relay writes nothing. */
    boolean hasWork(TopicLane lane) {
        return table.hasPending(lane.topic(), lane.heldKeys());
    }

    RoundResult run(TopicLane lane) {
        RoundResult result = QuarkusTransaction.requiringNew()
                .timeout(TRANSACTION_TIMEOUT_SECONDS)
                .call(() -> publish(lane));
        metrics.published(result.acknowledged());
        metrics.failed(lane.topic(), result.failed().size());
        metrics.refused(lane.topic(), result.refused().size());
        lane.learn(result);
        return result;
    }

    private RoundResult publish(TopicLane lane) {
        if (!table.tryLock()) {
            return RoundResult.lockedByAnotherRelay();
        }
        List<OutboxRow> rows = table.pending(lane.topic(), lane.heldKeys(), batchSize);
        RoundResult result = send(rows, lane.isTrusted());
        table.markPublished(result.acknowledged(), clock.instant());
        result.refused().forEach(this::block);
        return result;
    }

    /**
     * Sends with the transaction set aside. Context propagation would carry it along to the producer's threads, and with
     * it being active on several threads the commit fails.
     */
    private RoundResult send(List<OutboxRow> rows, boolean trusted) {
        return QuarkusTransaction.suspendingExisting().call(() -> dispatch.send(rows, trusted));
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
