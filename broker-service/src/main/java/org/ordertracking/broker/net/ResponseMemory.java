package org.ordertracking.broker.net;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes of responses of all connections that clients have not taken. When they reach the budget, a connection is read
 * on only once it has nothing in flight and nothing untaken. Nobody waits for others: a connection that holds nothing
 * always gets its next request served, so clients that never read slow down only themselves. What is held is therefore
 * bounded by the budget, what was in flight when it was reached, and one response per connection.
 *
 * <p>Bytes are those on the wire; records that stay in their file until they are sent count {@link #SLICE_BYTES} each.
 */
final class ResponseMemory {
    /** About what an open slice of the log takes in memory. */
    static final int SLICE_BYTES = 256;

    private final long budget;
    private final AtomicLong held = new AtomicLong();

    ResponseMemory(long budget) {
        this.budget = budget;
    }

    void hold(long bytes) {
        held.addAndGet(bytes);
    }

    void release(long bytes) {
        held.addAndGet(-bytes);
    }

    long held() {
        return held.get();
    }

    boolean isUsedUp() {
        return held.get() >= budget;
    }
}
