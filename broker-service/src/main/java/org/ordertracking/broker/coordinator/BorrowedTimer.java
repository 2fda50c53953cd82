package org.ordertracking.broker.coordinator;

import org.apache.kafka.server.util.timer.Timer;
import org.apache.kafka.server.util.timer.TimerTask;

/** The broker's timer for a coordinator that closes whatever it is given: others use the timer too, its owner closes it. */
public record BorrowedTimer(Timer owned) implements Timer {

    @Override
    public void add(TimerTask task) {
        owned.add(task);
    }

    @Override
    public boolean advanceClock(long timeoutMillis) throws InterruptedException {
        return owned.advanceClock(timeoutMillis);
    }

    @Override
    public int size() {
        return owned.size();
    }

    @Override
    public void close() {
        // The owner's.
    }
}
