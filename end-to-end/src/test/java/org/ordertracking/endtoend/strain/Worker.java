package org.ordertracking.endtoend.strain;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Does the same thing again and again on a thread of its own, and stops at its first failure.
 *
 * <pre>
 *   WORKING ─┬─ {@link #finish} ──► ENDED
 *            └─ a step fails ──► FAILED ({@link #requireHealthy} and {@link #finish} tell why)
 * </pre>
 */
final class Worker implements AutoCloseable {

    /** A thing to do, and the clients that it takes. */
    interface Step extends AutoCloseable {
        void run() throws Exception;

        @Override
        default void close() {}
    }

    private final String name;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final AtomicInteger steps = new AtomicInteger();
    private final Future<Void> work;
    private volatile boolean finishing;

    Worker(String name, Step step) {
        this.name = name;
        this.work = thread.submit(() -> {
            try (step) {
                while (!finishing) {
                    step.run();
                    steps.incrementAndGet();
                }
            }
            return null;
        });
    }

    String name() {
        return name;
    }

    int steps() {
        return steps.get();
    }

    /** Fails if a step has failed. */
    void requireHealthy() {
        if (work.isDone()) {
            awaitEnd();
        }
    }

    /** Ends the work after the present step, and fails if one has failed. */
    void finish() {
        finishing = true;
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            work.get();
        } catch (ExecutionException e) {
            throw new AssertionError(name + " failed after " + steps + " steps", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + name + " was to end", e);
        }
    }

    @Override
    public void close() {
        finishing = true;
        thread.shutdown();
    }

    static List<String> describe(List<Worker> workers) {
        List<String> described = new ArrayList<>();
        workers.forEach(worker -> described.add(worker.name() + " " + worker.steps()));
        return described;
    }
}
