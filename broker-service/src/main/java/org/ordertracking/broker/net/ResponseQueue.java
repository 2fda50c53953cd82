package org.ordertracking.broker.net;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Brings the answers of one connection into the order of its requests, which the Kafka protocol demands although they
 * are worked on at the same time, and holds them back while the client does not take them. Not thread-safe: it belongs
 * to the connection's event loop.
 *
 * @param <T> an answer
 */
final class ResponseQueue<T> {
    private final Deque<Slot<T>> slots = new ArrayDeque<>();
    private final BooleanSupplier ready;
    private final Consumer<T> output;
    private boolean passingOn;

    /**
     * @param ready whether the output takes an answer now
     * @param output gets the answers, in order, one after the other: it may lead to calls of this queue, which then do not
     *     pass on a second answer inside the first
     */
    ResponseQueue(BooleanSupplier ready, Consumer<T> output) {
        this.ready = ready;
        this.output = output;
    }

    /** Reserves the next place in the order of answers. */
    Slot<T> open() {
        Slot<T> slot = new Slot<>();
        slots.add(slot);
        return slot;
    }

    /** Fills a place and passes on what can be. */
    void complete(Slot<T> slot, T answer) {
        slot.answer = answer;
        passOn();
    }

    /** Passes on every answer that has no open place before it, as long as the output is ready. */
    void passOn() {
        if (passingOn) {
            return;
        }
        passingOn = true;
        try {
            while (!slots.isEmpty() && slots.peek().answer != null && ready.getAsBoolean()) {
                output.accept(slots.remove().answer);
            }
        } finally {
            passingOn = false;
        }
    }

    /** Whether nothing has to be passed on before the answer of that place. */
    boolean isNext(Slot<T> slot) {
        return slots.peek() == slot;
    }

    /** Requests without an answer passed on. */
    int size() {
        return slots.size();
    }

    /** Empties the queue and hands over the answers that were never passed on. */
    void drain(Consumer<T> unsent) {
        slots.stream()
                .filter(slot -> slot.answer != null)
                .map(slot -> slot.answer)
                .forEach(unsent);
        slots.clear();
    }

    /** A place in the order of answers. */
    static final class Slot<T> {
        private T answer;
    }
}
