package org.ordertracking.logistics.application;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Makes deliveries move on by themselves: on every tick all that are due, also those that became due while the service
 * was down.
 */
@ApplicationScoped
class DeliveryPacer {

    private static final Logger LOG = Logger.getLogger(DeliveryPacer.class);

    private final DeliveryProgress progress;
    private volatile boolean standing;

    DeliveryPacer(DeliveryProgress progress) {
        this.progress = progress;
    }

    /** A failed tick loses nothing: the next one finds the same deliveries due. So it is told once, not every second. */
    @Scheduled(
            identity = "delivery-pace",
            every = "{logistics.pace.check-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tick() {
        try {
            moveAllDue();
            if (standing) {
                standing = false;
                LOG.info("Deliveries move on again");
            }
        } catch (RuntimeException failure) {
            if (standing) {
                LOG.debug("Deliveries still stand still", failure);
            } else {
                standing = true;
                LOG.warnf(failure, "Deliveries stand still, trying again on every tick: %s", failure.getMessage());
            }
        }
    }

    private void moveAllDue() {
        boolean more = true;
        while (more) {
            boolean moreToDispatch = progress.dispatchDue();
            boolean moreToDeliver = progress.deliverDue();
            boolean moreToReturn = progress.returnDue();
            more = moreToDispatch || moreToDeliver || moreToReturn;
        }
    }
}
