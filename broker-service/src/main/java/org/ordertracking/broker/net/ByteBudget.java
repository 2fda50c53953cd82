package org.ordertracking.broker.net;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * Bytes that may be held at a time, and who waits for some: first come, first served. What is larger than the whole budget is
 * let in alone, when nothing else is held; it would never get in otherwise. Any thread may call.
 */
final class ByteBudget {
    private final long limit;
    private long held;
    private final Queue<Waiter> waiters = new ArrayDeque<>();

    ByteBudget(long limit) {
        this.limit = limit;
    }

    /**
     * Takes {@code bytes} now, or queues for them.
     *
     * @param granted called, on the thread that released memory, once the bytes were reserved for this caller; not
     *     called when this method returns true
     * @return true if the bytes are reserved
     */
    synchronized boolean reserve(int bytes, Runnable granted) {
        if (waiters.isEmpty() && fits(bytes)) {
            held += bytes;
            return true;
        }
        waiters.add(new Waiter(bytes, granted));
        return false;
    }

    void release(int bytes) {
        List<Runnable> served = new ArrayList<>(0);
        synchronized (this) {
            held -= bytes;
            while (!waiters.isEmpty() && fits(waiters.peek().bytes)) {
                Waiter waiter = waiters.remove();
                held += waiter.bytes;
                served.add(waiter.granted);
            }
        }
        served.forEach(Runnable::run);
    }

    synchronized long held() {
        return held;
    }

    synchronized int waiting() {
        return waiters.size();
    }

    private boolean fits(int bytes) {
        return held + bytes <= limit || held == 0;
    }

    private record Waiter(int bytes, Runnable granted) {}
}
