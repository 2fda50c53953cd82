package org.ordertracking.benchmarks.clients;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The same work by several clients at once, each on a thread of its own. */
public final class ManyClients {

    /** What one of them does. */
    public interface Client<T> {
        T run(int number) throws Exception;
    }

    private ManyClients() {}

    /**
     * Runs all and waits for them.
     *
     * @throws Exception the first that one of them threw; the others have been interrupted then
     */
    public static <T> List<T> run(int count, Client<T> client) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                Callable<T> task = () -> client.run(number);
                futures.add(threads.submit(task));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            threads.shutdownNow();
        }
    }
}
