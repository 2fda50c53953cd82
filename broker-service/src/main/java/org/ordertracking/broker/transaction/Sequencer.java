package org.ordertracking.broker.transaction;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.ConcurrentTransactionsException;

/**
 * Runs asynchronous tasks of the same key one after the other, in the order in which they were submitted, and those of
 * different keys side by side. No thread waits: a task starts on the thread that completes the one before. Keys take up
 * memory only while they have tasks.
 *
 * @param <K> what tasks are ordered by
 */
public final class Sequencer<K> {
    private static final int LONGEST_QUEUE = 1_000;

    private final ConcurrentMap<K, Queue<Task<?>>> busy = new ConcurrentHashMap<>();

    /** Whether a task of that key is running or waiting, so that another one would have to wait. */
    public boolean isBusy(K key) {
        return busy.containsKey(key);
    }

    /**
     * Runs a task after all that were submitted for its key before. The stage fails as the task does, or with {@code
     * ConcurrentTransactionsException} (retriable) when too many wait.
     */
    public <T> CompletionStage<T> submit(K key, Supplier<CompletionStage<T>> work) {
        Task<T> task = new Task<>(work);
        if (enqueue(key, task)) {
            run(key, task);
        }
        return task.outcome;
    }

    /** Returns whether the task is the first one and has to be run by the caller. */
    private boolean enqueue(K key, Task<?> task) {
        boolean[] first = {false};
        busy.compute(key, (same, waiting) -> {
            if (waiting == null) {
                first[0] = true;
                return new ArrayDeque<>(1);
            }
            if (waiting.size() >= LONGEST_QUEUE) {
                task.refuse();
            } else {
                waiting.add(task);
            }
            return waiting;
        });
        return first[0];
    }

    private void run(K key, Task<?> first) {
        Task<?> task = first;
        while (task != null) {
            CompletableFuture<?> done = task.start();
            if (!done.isDone()) {
                done.whenComplete((result, failure) -> run(key, next(key)));
                return;
            }
            task = next(key);
        }
    }

    private Task<?> next(K key) {
        Task<?>[] next = {null};
        busy.compute(key, (same, waiting) -> {
            next[0] = waiting.poll();
            return next[0] == null ? null : waiting;
        });
        return next[0];
    }

    private static final class Task<T> {
        private final Supplier<CompletionStage<T>> work;
        private final CompletableFuture<T> outcome = new CompletableFuture<>();

        private Task(Supplier<CompletionStage<T>> work) {
            this.work = work;
        }

        private CompletableFuture<?> start() {
            CompletionStage<T> started;
            try {
                started = work.get();
            } catch (RuntimeException | Error failure) {
                outcome.completeExceptionally(failure);
                return outcome;
            }
            started.whenComplete((result, failure) -> {
                if (failure == null) {
                    outcome.complete(result);
                } else {
                    outcome.completeExceptionally(failure);
                }
            });
            return outcome;
        }

        private void refuse() {
            outcome.completeExceptionally(
                    new ConcurrentTransactionsException(LONGEST_QUEUE + " requests of this producer wait; try again"));
        }
    }
}
