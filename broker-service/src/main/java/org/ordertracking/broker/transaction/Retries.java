package org.ordertracking.broker.transaction;

import org.apache.kafka.server.util.timer.Timer;
import org.apache.kafka.server.util.timer.TimerTask;

/** Does again later what the disk did not take, less often the more it failed. Nothing is done after {@link #stop}. */
final class Retries {
    private static final long SHORTEST_MILLIS = 50;
    private static final long LONGEST_MILLIS = 5_000;
    private static final int MOST_DOUBLINGS = 10;

    private final Timer timer;
    private volatile boolean stopped;

    Retries(Timer timer) {
        this.timer = timer;
    }

    /**
     * @param failures how often it has failed before
     */
    void later(int failures, Runnable action) {
        if (stopped) {
            return;
        }
        long delay = Math.min(LONGEST_MILLIS, SHORTEST_MILLIS << Math.min(failures, MOST_DOUBLINGS));
        timer.add(new TimerTask(delay) {
            @Override
            public void run() {
                if (!stopped) {
                    action.run();
                }
            }
        });
    }

    void stop() {
        stopped = true;
    }
}
