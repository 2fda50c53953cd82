package org.ordertracking.broker.log;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;

/** One thread for what nobody waits for: writing the indexes of sealed segments, deleting files. What fails is logged, and that is all. */
final class Upkeep implements Executor {

    private static final Logger LOG = Logger.getLogger(Upkeep.class);

    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread created = new Thread(task, "log-upkeep");
        created.setDaemon(true);
        return created;
    });

    @Override
    public void execute(Runnable task) {
        thread.execute(() -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("Upkeep of the logs has failed", e);
            }
        });
    }

    /** Does what waits, takes nothing more. */
    void close() {
        OrderlyEnd.of(thread);
    }
}
