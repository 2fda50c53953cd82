package org.ordertracking.benchmarks.run;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a piece of work for a limited time, so that a broker that hangs fails its workload and no more. */
final class Bounded {

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "work");
        thread.setDaemon(true);
        return thread;
    });

    private Bounded() {}

    /** @throws Exception what the work threw, or that it took too long */
    static <T> T call(long minutes, Callable<T> work) throws Exception {
        Future<T> future = THREADS.submit(work);
        try {
            return future.get(minutes, TimeUnit.MINUTES);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } catch (TimeoutException e) {
            future.cancel(true);
            throw new IllegalStateException("not done after " + minutes + " minutes", e);
        }
    }
}
