package org.ordertracking.messaging.projection;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.ordertracking.messaging.projection.GenerationReader.Step;
import org.ordertracking.messaging.retry.Backoff;
import org.ordertracking.messaging.retry.Outage;

/**
 * A thread that keeps one generation, through outages of the log and of the database.
 *
 * <pre>
 *   NEW --start--> RUNNING --stop, or nobody needs the generation--> ENDED
 *                   |   ^
 *                   '---' something is away: pause, growing
 * </pre>
 */
final class ProjectionRunner {

    private static final Logger LOG = Logger.getLogger(ProjectionRunner.class);

    private final GenerationReader reader;
    private final Backoff backoff;
    private final Outage outage;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;

    ProjectionRunner(String view, long generation, GenerationReader reader, ProjectionsConfig config) {
        this.reader = reader;
        this.backoff = new Backoff(config.firstPause(), config.longestPause());
        this.outage = new Outage(LOG, "View " + view + " stands still", "View " + view + " goes on", System::nanoTime);
        this.thread = new Thread(this::run, "view-" + view + "-" + generation);
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    /** Asks it to end after the transaction that is under way; returns at once. */
    void stop() {
        stopping.countDown();
    }

    void awaitEnd(Duration longest) throws InterruptedException {
        thread.join(Math.max(1, longest.toMillis()));
    }

    private void run() {
        try {
            boolean needed = true;
            while (needed && !isStopping()) {
                needed = stepOrPause();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }

    private boolean stepOrPause() throws InterruptedException {
        try {
            Step step = reader.step();
            outage.recovered();
            if (step == Step.WAITING) {
                sleep(reader.pauseWhenWaiting());
            }
            return step != Step.DONE;
        } catch (RuntimeException e) {
            reader.pause();
            if (!isStopping()) {
                sleep(backoff.after(outage.failed(e)));
            }
            return true;
        }
    }

    private void end() {
        try {
            reader.handOver();
        } catch (RuntimeException e) {
            LOG.debug("The database went first; another process waits for the lease to run out", e);
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void sleep(Duration pause) throws InterruptedException {
        stopping.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    }
}
