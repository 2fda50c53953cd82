package org.ordertracking.endtoend.history.workload;

import static org.apache.kafka.common.IsolationLevel.READ_COMMITTED;
import static org.apache.kafka.common.IsolationLevel.READ_UNCOMMITTED;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** All clients of a run at work. */
final class Cast implements AutoCloseable {

    private static final long MINUTES_TO_END = 4;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<Void>> acts = new ArrayList<>();

    private Cast() {}

    /** Starts them. The seed gives each its own sequence of decisions. */
    static Cast on(Stage stage, long seed) {
        Random seeds = new Random(seed);
        Cast cast = new Cast();
        List<Actor> actors = List.of(
                new PlainWriter(stage, "plain-a", seeds.nextLong()),
                new PlainWriter(stage, "plain-b", seeds.nextLong()),
                new TransactionalWriter(stage, "transactional-a", seeds.nextLong()),
                new TransactionalWriter(stage, "transactional-b", seeds.nextLong()),
                new Copier(stage, "copier", seeds.nextLong()),
                new Follower(stage, "follower", seeds.nextLong()),
                new LogReader(stage, READ_UNCOMMITTED, "uncommitted-reader", seeds.nextLong()),
                new LogReader(stage, READ_COMMITTED, "committed-reader-a", seeds.nextLong()),
                new LogReader(stage, READ_COMMITTED, "committed-reader-b", seeds.nextLong()));
        actors.forEach(actor -> cast.acts.add(cast.threads.submit(acting(actor))));
        return cast;
    }

    /**
     * Waits until all have come to their end, which the stage must have asked for.
     *
     * @throws IllegalStateException if one failed
     */
    void awaitEnd() throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(MINUTES_TO_END, TimeUnit.MINUTES)) {
            throw new IllegalStateException("clients are still at work after " + MINUTES_TO_END + " minutes");
        }
        requireHealthy();
    }

    /** @throws IllegalStateException if one failed */
    void requireHealthy() throws InterruptedException {
        for (Future<Void> act : acts) {
            if (act.isDone()) {
                try {
                    act.get();
                } catch (ExecutionException e) {
                    throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
                }
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static Callable<Void> acting(Actor actor) {
        return () -> {
            Thread.currentThread().setName(actor.name());
            try {
                actor.act();
            } catch (Exception e) {
                throw new IllegalStateException(actor.name() + " failed", e);
            }
            return null;
        };
    }
}
