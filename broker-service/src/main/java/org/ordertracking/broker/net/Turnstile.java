package org.ordertracking.broker.net;

import java.util.EnumSet;
import java.util.Set;
import org.apache.kafka.common.protocol.ApiKeys;

/**
 * Which request of a connection may be begun now. Of those that wait for records or carry many of them, one is served at a
 * time; those that bring records wait while the disk is behind. It belongs to the connection's event loop.
 */
final class Turnstile {
    private static final Set<ApiKeys> ONE_AT_A_TIME = EnumSet.of(ApiKeys.FETCH, ApiKeys.SHARE_FETCH);

    private final CongestionGate gate;
    private final Runnable onTurn;
    private boolean fetching;
    private boolean waiting;
    private boolean hasTurn;

    /**
     * @param onTurn called when a request that was not let through may try again
     */
    Turnstile(CongestionGate gate, Runnable onTurn) {
        this.gate = gate;
        this.onTurn = onTurn;
    }

    /** Lets a request through, or sees to it that it is called when it may try again. */
    boolean letsThrough(ApiKeys api) {
        if (ONE_AT_A_TIME.contains(api)) {
            boolean free = !fetching;
            fetching = true;
            return free;
        }
        return api != ApiKeys.PRODUCE || mayProduce();
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

    /** A request is answered. */
    void answered(ApiKeys api) {
        if (ONE_AT_A_TIME.contains(api)) {
            fetching = false;
        }
    }
}
