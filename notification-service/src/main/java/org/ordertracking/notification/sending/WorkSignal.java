package org.ordertracking.notification.sending;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.ordertracking.notification.application.NotificationsPlanned;

/** Wakes couriers that wait for work as soon as new work is committed. A signal that comes early is not lost. */
@ApplicationScoped
class WorkSignal {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long signals;

    void plannedAndCommitted(@Observes(during = TransactionPhase.AFTER_SUCCESS) NotificationsPlanned planned) {
        signal();
    }

    /** Wakes everybody. */
    void signal() {
        lock.lock();
        try {
            signals++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How many signals there were; to be asked for before looking for work. */
    long signalsSoFar() {
        lock.lock();
        try {
            return signals;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a signal after the given number of them, but no longer than the given time. */
    void await(long signalsSeen, Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = atMost.toNanos();
            while (signals == signalsSeen && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }
}
