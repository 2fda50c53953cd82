package org.ordertracking.broker.console.web;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.ordertracking.broker.console.ProblemException;
import org.ordertracking.broker.console.Problems;

/** The places for what stays open: live streams, downloads. Each holds one until it ends. */
final class Places {
    private final int places;
    private final AtomicInteger taken = new AtomicInteger();
    private final Set<Runnable> open = ConcurrentHashMap.newKeySet();

    Places(int places) {
        this.places = places;
    }

    /**
     * Takes a place.
     *
     * @throws ProblemException when all are taken
     */
    void take() {
        if (taken.incrementAndGet() > places) {
            taken.decrementAndGet();
            throw Problems.busy("At most %d live streams and downloads are open at a time (broker.console.streams)."
                    .formatted(places));
        }
    }

    /**
     * Remembers how something that holds a place is ended before its time.
     *
     * @param end any thread may call it
     */
    void opened(Runnable end) {
        open.add(end);
    }

    /** Gives a place back. */
    void leave(Runnable end) {
        open.remove(end);
        taken.decrementAndGet();
    }

    /** Ends all that is open. */
    void endAll() {
        open.forEach(Runnable::run);
    }
}
