package org.ordertracking.broker.net;

import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BooleanSupplier;

/**
 * Where produce requests wait while so much waits for the disk that they would only fill the heap, or be refused. They get
 * through in the order in which they came. One for each event loop, to which it belongs.
 *
 * <pre>
 *   OPEN ── so much waits for the disk ──► SHUT (looks every few milliseconds) ── disk caught up, all who waited let through ──► OPEN
 * </pre>
 */
final class CongestionGate {
    private static final long LOOK_MILLIS = 5;

    private final Vertx vertx;
    private final BooleanSupplier congested;
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    /**
     * @param congested whether too much waits for the disk; asked for each request
     */
    CongestionGate(Vertx vertx, BooleanSupplier congested) {
        this.vertx = vertx;
        this.congested = congested;
    }

    /** Whether a request gets through without waiting. */
    boolean isOpen() {
        return waiting.isEmpty() && !congested.getAsBoolean();
    }

    /**
     * Waits for one's turn.
     *
     * @param turn is to take it at once, or leave it
     */
    void await(Runnable turn) {
        waiting.add(turn);
        if (waiting.size() == 1) {
            lookLater();
        }
    }

    private void lookLater() {
        vertx.setTimer(LOOK_MILLIS, timer -> look());
    }

    private void look() {
        while (!waiting.isEmpty() && !congested.getAsBoolean()) {
            waiting.remove().run();
        }
        if (!waiting.isEmpty()) {
            lookLater();
        }
    }
}
