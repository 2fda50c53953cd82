package org.ordertracking.broker.net;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Brings the answers of one connection into the order of its requests, which the Kafka protocol demands although they
 * are worked on at the same time. Not thread-safe: it belongs to the connection's event loop.
 *
 * @param <T> an answer
 */
final class ResponseQueue<T> {
    private final Deque<Slot<T>> slots = new ArrayDeque<>();
    private final Consumer<T> output;

    ResponseQueue(Consumer<T> output) {
        this.output = output;
    }

    /** Reserves the next place in the order of answers. */
    Slot<T> open() {
        Slot<T> slot = new Slot<>();
        slots.add(slot);
        return slot;
    }

    /** Fills a place and passes on every answer that now has no open place before it. */
    void complete(Slot<T> slot, T answer) {
        slot.answer = answer;
        while (!slots.isEmpty() && slots.peek().answer != null) {
            output.accept(slots.remove().answer);
        }
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
