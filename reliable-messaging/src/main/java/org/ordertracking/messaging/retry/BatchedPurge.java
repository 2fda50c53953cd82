package org.ordertracking.messaging.retry;

import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/** Deletes what is old, in small transactions, until nothing is left. A failure is logged once, and the next run tries again. */
public final class BatchedPurge {

    private final Logger log;
    private final String what;
    private final int batch;
    private final Outage outage;

    /**
     * A purge that has not run yet.
     *
     * @param what is deleted, for the log, for example {@code old rows of the outbox}
     * @param batch rows that one transaction deletes at most
     */
    public BatchedPurge(Logger log, String what, int batch, LongSupplier nanoTime) {
        this.log = log;
        this.what = what;
        this.batch = batch;
        this.outage = new Outage(log, "Cannot delete " + what, "Can delete " + what + " again", nanoTime);
    }

    /**
     * Deletes until a batch is not full.
     *
     * @param deleteBatch a transaction of its own; says how many rows it deleted
     */
    public void run(IntSupplier deleteBatch) {
        try {
            int deleted;
            long total = 0;
            do {
                deleted = deleteBatch.getAsInt();
                total += deleted;
            } while (deleted == batch);
            outage.recovered();
            log.debugf("Deleted %d %s", total, what);
        } catch (RuntimeException e) {
            outage.failed(e);
        }
    }
}
