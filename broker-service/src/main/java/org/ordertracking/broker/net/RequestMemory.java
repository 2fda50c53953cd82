package org.ordertracking.broker.net;

import java.util.List;

/**
 * The bytes that requests of all connections may hold at a time. A connection reserves a frame's bytes before it
 * allocates them and waits its turn when they are not to be had, so that many clients with large requests slow down
 * instead of exhausting the heap. A connection waits with one frame at a time, so turns go round between connections.
 *
 * <p>Half of the bytes is for large requests, a quarter for small ones, a quarter for those between: who sends little does not
 * wait behind who sends much, or has announced much and takes its time to send it. Requests are small up to that part of
 * their quarter which falls to each connection; so even when every connection has begun one, there is room for one more.
 */
final class RequestMemory {
    /** Of all bytes, from which on a request is large: 4 MiB with the default. */
    private static final int LARGE_SHARE = 16;

    private final long small;
    private final long large;
    private final ByteBudget forSmall;
    private final ByteBudget forMedium;
    private final ByteBudget forLarge;

    /**
     * @param connections that there may be
     */
    RequestMemory(long limit, int connections) {
        long quarter = limit / 4;
        this.small = quarter / Math.max(1, connections);
        this.large = limit / LARGE_SHARE;
        this.forSmall = new ByteBudget(quarter);
        this.forMedium = new ByteBudget(quarter);
        this.forLarge = new ByteBudget(limit - 2 * quarter);
    }

    /** As {@link ByteBudget#reserve}. */
    boolean reserve(int bytes, Runnable granted) {
        return budgetOf(bytes).reserve(bytes, granted);
    }

    /** Gives back what was reserved in one piece. */
    void release(int bytes) {
        budgetOf(bytes).release(bytes);
    }

    long held() {
        return budgets().stream().mapToLong(ByteBudget::held).sum();
    }

    int waiting() {
        return budgets().stream().mapToInt(ByteBudget::waiting).sum();
    }

    private List<ByteBudget> budgets() {
        return List.of(forSmall, forMedium, forLarge);
    }

    private ByteBudget budgetOf(int bytes) {
        if (bytes > large) {
            return forLarge;
        }
        return bytes > small ? forMedium : forSmall;
    }
}
