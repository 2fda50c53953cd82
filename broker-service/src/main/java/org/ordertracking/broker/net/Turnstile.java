package org.ordertracking.broker.net;

import java.util.EnumSet;
import java.util.Set;
import org.apache.kafka.common.protocol.ApiKeys;

/**
 * Which request of a connection may be begun now. The protocol promises that those of one connection are processed in the order
 * in which they were sent (Kafka's protocol guide, "Network"), and clients build on it: one that was told of a record by a fetch is
 * not to be told by the request behind it that there is none. Kafka begins a request when the one before is answered.
 *
 * <p>So it is here, but for those that take effect in the order in which they are begun, however late they are answered: of
 * these several are served at a time, also beside a fetch that waits for records. Those that bring records wait while the disk
 * is behind. It belongs to the connection's event loop.
 */
final class Turnstile {
    /** Logs and the group coordinator queue them in the order of their coming, and the answers tell of themselves only. */
    private static final Set<ApiKeys> IN_STEP = EnumSet.of(
            ApiKeys.PRODUCE,
            ApiKeys.JOIN_GROUP,
            ApiKeys.SYNC_GROUP,
            ApiKeys.HEARTBEAT,
            ApiKeys.LEAVE_GROUP,
            ApiKeys.OFFSET_COMMIT,
            ApiKeys.CONSUMER_GROUP_HEARTBEAT,
            ApiKeys.STREAMS_GROUP_HEARTBEAT,
            ApiKeys.SHARE_GROUP_HEARTBEAT);

    private final CongestionGate gate;
    private final Runnable onTurn;
    private int unanswered;
    private boolean holdsUpAll;
    private boolean waiting;
    private boolean hasTurn;

    /**
     * @param onTurn called when a request that was not let through may try again, unless an answer is what it waits for
     */
    Turnstile(CongestionGate gate, Runnable onTurn) {
        this.gate = gate;
        this.onTurn = onTurn;
    }

    /** Lets a request through. One that is not may try again after the next answer, or when it is told. */
    boolean letsThrough(ApiKeys api) {
        if (holdsUpAll || unanswered > 0 && !IN_STEP.contains(api)) {
            return false;
        }
        if (api == ApiKeys.PRODUCE && !mayProduce()) {
            return false;
        }
        unanswered++;
        holdsUpAll = holdsUpOthers(api);
        return true;
    }

    /** A fetch changes nothing that others could see or miss. */
    private static boolean holdsUpOthers(ApiKeys api) {
        return api != ApiKeys.FETCH && !IN_STEP.contains(api);
    }

    private boolean mayProduce() {
        if (hasTurn || !waiting && gate.isOpen()) {
            hasTurn = false;
            return true;
        }
        if (!waiting) {
            waiting = true;
            gate.await(this::takeTurn);
        }
        return false;
    }

    private void takeTurn() {
        waiting = false;
        hasTurn = true;
        onTurn.run();
        hasTurn = false;
    }

    /** A request that was let through is answered. */
    void answered(ApiKeys api) {
        unanswered--;
        holdsUpAll &= !holdsUpOthers(api);
    }
}
