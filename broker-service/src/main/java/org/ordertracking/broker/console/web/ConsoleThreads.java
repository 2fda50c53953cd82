package org.ordertracking.broker.console.web;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads on which the console looks things up, so that clients are not disturbed: few, and none when nobody looks. So many more look-ups
 * may wait; beyond them it refuses with {@link RejectedExecutionException}.
 */
final class ConsoleThreads implements Executor {
    static final int WAITING = 64;

    private static final long IDLE_SECONDS = 20;

    private final ThreadPoolExecutor executor;

    /** @param name what the threads are called, before their number */
    ConsoleThreads(String name, int threads) {
        AtomicInteger number = new AtomicInteger();
        executor = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), task -> {
                    Thread thread = new Thread(task, name + "-" + number.getAndIncrement());
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    /** Takes on nothing more. */
    void close() {
        executor.shutdown();
    }
}
