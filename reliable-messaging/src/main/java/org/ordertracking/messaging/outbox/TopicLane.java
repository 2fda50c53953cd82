package org.ordertracking.messaging.outbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.ordertracking.messaging.retry.Backoff;
import org.ordertracking.messaging.retry.Outage;

/**
 * Whether rows of one topic may be sent now, and which of them not.
 *
 * <pre>
 *                nothing got through
 *   FLOWING ------------------------------> WAITING --.  pause is over, and again nothing got through:
 *      ^                                       |  ^---'  a longer pause
 *      '---------------------------------------'
 *          pause is over, something got through
 * </pre>
 *
 * <p>A key whose row failed is held for a pause of its own, in both states. So the next attempt is made with another key,
 * and a row that fails for a reason of its own delays its key only.
 *
 * <p>Belongs to the relay's thread.
 */
final class TopicLane {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);

    /** Held keys are named in a query; when so many fail, it is the topic. */
    private static final int MAX_HELD_KEYS = 200;

    private record Hold(int failures, long until) {}

    private final String topic;
    private final Backoff backoff;
    private final LongSupplier nanoTime;
    private final Outage outage;
    private final Map<String, Hold> holds = new HashMap<>();
    private long waitingUntil;

    TopicLane(String topic, Backoff backoff, LongSupplier nanoTime) {
        this.topic = topic;
        this.backoff = backoff;
        this.nanoTime = nanoTime;
        this.outage = new Outage(
                LOG,
                "Events of topic " + topic + " wait in the outbox",
                "Events of topic " + topic + " flow again",
                nanoTime);
        this.waitingUntil = nanoTime.getAsLong();
    }

    String topic() {
        return topic;
    }

    boolean isWaiting() {
        return waitingUntil - nanoTime.getAsLong() > 0;
    }

    /** Whether the last thing known of the topic is that it takes events. */
    boolean isTrusted() {
        return outage.failures() == 0;
    }

    /** Keys that must be left out now. */
    Set<String> heldKeys() {
        long now = nanoTime.getAsLong();
        return holds.entrySet().stream()
                .filter(hold -> hold.getValue().until() - now > 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Time until this lane, or a key of it, may be tried again; at most the given limit. */
    Duration nextAttempt(Duration limit) {
        long now = nanoTime.getAsLong();
        long next = limit.toNanos();
        if (waitingUntil - now > 0) {
            next = Math.min(next, waitingUntil - now);
        } else {
            for (Hold hold : holds.values()) {
                if (hold.until() - now > 0) {
                    next = Math.min(next, hold.until() - now);
                }
            }
        }
        return Duration.ofNanos(next);
    }

    /** Learns from a round. Rows that the broker refuses for good teach nothing about the topic. */
    void learn(RoundResult result) {
        long now = nanoTime.getAsLong();
        result.acknowledgedKeys().forEach(holds::remove);
        result.failed().forEach((key, reason) -> hold(key, reason, now));
        if (!result.acknowledged().isEmpty()) {
            outage.recovered();
        } else if (!result.failed().isEmpty()) {
            int failures = outage.failed(result.failed().values().iterator().next());
            waitingUntil = now + backoff.after(failures).toNanos();
        }
        if (holds.size() > MAX_HELD_KEYS) {
            LOG.warnf("%d keys of topic %s fail one by one; the topic pauses", holds.size(), topic);
            holds.clear();
            waitingUntil = now + backoff.longest().toNanos();
        }
    }

    private void hold(String key, Throwable reason, long now) {
        Hold before = holds.get(key);
        int failures = before == null ? 1 : before.failures() + 1;
        holds.put(key, new Hold(failures, now + backoff.after(failures).toNanos()));
        if (failures == 1) {
            LOG.debugf(reason, "Key %s of topic %s is held", key, topic);
        }
    }
}
