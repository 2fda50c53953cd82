package org.ordertracking.broker.topic;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Requests that wait for what others do, and may do never: records that are not written yet, members that have not joined.
 * When the broker stops they are answered at once instead. Any thread may call.
 *
 * <pre>
 *   WAITING_ALLOWED ── {@link #endAll} ──► ENDED (who waits is told, who comes later at once)
 * </pre>
 */
public final class LongPolls {
    private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;

    /**
     * Adds one that waits.
     *
     * @param end ends its waiting: must not block, and does nothing when it has ended already. May be called before this method returns
     */
    public void add(Runnable end) {
        waiting.add(end);
        if (ended) {
            end.run();
        }
    }

    /** Takes back one whose waiting has ended. */
    public void remove(Runnable end) {
        waiting.remove(end);
    }

    /**
     * An answer that others bring about.
     *
     * @param instead what the stage fails with if the waiting has to end before
     */
    public <T> CompletionStage<T> orEnded(CompletableFuture<T> answer, Supplier<? extends RuntimeException> instead) {
        if (answer.isDone()) {
            return answer;
        }
        CompletableFuture<T> first = new CompletableFuture<>();
        Runnable end = () -> first.completeExceptionally(instead.get());
        add(end);
        answer.whenComplete((value, failure) -> {
            remove(end);
            if (failure == null) {
                first.complete(value);
            } else {
                first.completeExceptionally(failure);
            }
        });
        return first;
    }

    /** Ends all waiting, for good. */
    public void endAll() {
        ended = true;
        waiting.forEach(Runnable::run);
    }

    /** How many wait. */
    public int size() {
        return waiting.size();
    }
}
