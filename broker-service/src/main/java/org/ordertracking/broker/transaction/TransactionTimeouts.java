package org.ordertracking.broker.transaction;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.server.util.timer.Timer;
import org.apache.kafka.server.util.timer.TimerTask;

/** Keeps an eye on how long transactions are open. */
final class TransactionTimeouts {
    private final Timer timer;
    private final InstantSource clock;
    private final Consumer<Transaction> onTimeout;
    private final Map<String, TimerTask> running = new ConcurrentHashMap<>();

    /**
     * @param onTimeout told of a transaction that may be open no longer, as it was when it was opened
     */
    TransactionTimeouts(Timer timer, InstantSource clock, Consumer<Transaction> onTimeout) {
        this.timer = timer;
        this.clock = clock;
        this.onTimeout = onTimeout;
    }

    /** Takes note of a change that took effect. */
    void changed(Transaction before, Transaction after) {
        boolean wasOngoing = before != null && before.isOngoing();
        if (after.isOngoing() && !wasOngoing) {
            watch(after);
        } else if (!after.isOngoing() && wasOngoing) {
            TimerTask ended = running.remove(after.transactionalId());
            if (ended != null) {
                ended.cancel();
            }
        }
    }

    /** Watches a transaction that is ongoing. */
    void watch(Transaction ongoing) {
        long left = ongoing.startedAt() + ongoing.timeoutMillis() - clock.millis();
        TimerTask task = new TimerTask(Math.max(0, left)) {
            @Override
            public void run() {
                running.remove(ongoing.transactionalId(), this);
                onTimeout.accept(ongoing);
            }
        };
        running.put(ongoing.transactionalId(), task);
        timer.add(task);
    }
}
