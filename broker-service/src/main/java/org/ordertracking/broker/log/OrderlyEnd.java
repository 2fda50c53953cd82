package org.ordertracking.broker.log;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** The end of threads that work on files. They are never interrupted: that would close the file that they, or others, are at. */
final class OrderlyEnd {

    private OrderlyEnd() {}

    /** Takes on nothing more, and returns when what was taken on is done. */
    static void of(ExecutorService threads) {
        threads.shutdown();
        boolean interrupted = false;
        boolean done = false;
        while (!done) {
            try {
                done = threads.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
