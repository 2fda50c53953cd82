package org.ordertracking.messaging.outbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.ordertracking.messaging.retry.Backoff;
import org.ordertracking.messaging.retry.Outage;

/**
 * How many rows of one topic may be sent now.
 *
 * <pre>
 *                something got through
 *   PROBING ------------------------------> FLOWING --.  something got through
 *    ^    \                                 |  |  ^---'
 *    |     \ nothing did                    |  | a minute without any send
 *    |      v                               |  '------------> PROBING
 *    '---- WAITING <------------------------'
 *   pause is over     nothing got through
 * </pre>
 *
 * <p>Why probing: a producer without metadata of a topic blocks in every single {@code send} for {@code max.block.ms}. A
 * batch of a hundred rows would block for minutes; a probe of one row finds out in seconds. Each probe takes another key,
 * so that one row that fails for a reason of its own does not hold up its topic.
 *
 * <p>In a topic that flows, a key whose row failed while others got through is held for a pause of its own.
 *
 * <p>Belongs to the relay's thread.
 */
final class TopicLane {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final long TRUSTED_FOR = Duration.ofMinutes(1).toNanos();
    private static final int MAX_HELD_KEYS = 50;

    /** Rows among whose keys a probe chooses. */
    static final int PROBE_CANDIDATES = 20;

    private record Hold(int failures, long until) {}

    private final String topic;
    private final int batchSize;
    private final Backoff backoff;
    private final LongSupplier nanoTime;
    private final Outage outage;
    private final Map<String, Hold> holds = new HashMap<>();
    private boolean trusted;
    private long trustedUntil;
    private long waitingUntil;

    TopicLane(String topic, int batchSize, Backoff backoff, LongSupplier nanoTime) {
        this.topic = topic;
        this.batchSize = batchSize;
        this.backoff = backoff;
        this.nanoTime = nanoTime;
        this.outage = new Outage(LOG, "Events of topic " + topic + " wait in the outbox", nanoTime);
        this.waitingUntil = nanoTime.getAsLong();
    }

    String topic() {
        return topic;
    }

    /** Rows that may be sent now: none while waiting, one as a probe, else a batch. */
    int window() {
        long now = nanoTime.getAsLong();
        if (waitingUntil - now > 0) {
            return 0;
        }
        return isFlowing(now) ? batchSize : 1;
    }

    /** Which of several keys a probe should take: another one after each failure. */
    int probe(int candidates) {
        return outage.failures() % candidates;
    }

    /** Keys that must be left out now, because their last send failed. */
    Set<String> heldKeys() {
        long now = nanoTime.getAsLong();
        Set<String> held = new HashSet<>();
        holds.forEach((key, hold) -> {
            if (hold.until() - now > 0) {
                held.add(key);
            }
        });
        return held;
    }

    /** How long it makes no sense to look at this lane again; zero when it may go on at once. */
    Duration pause() {
        long now = nanoTime.getAsLong();
        long longest = waitingUntil - now;
        return longest > 0 ? Duration.ofNanos(longest) : Duration.ZERO;
    }

    /** Learns from what became of the rows that were sent; rows that the broker refuses for good teach nothing. */
    void learn(Set<String> acknowledgedKeys, Map<String, Throwable> failedKeys) {
        long now = nanoTime.getAsLong();
        acknowledgedKeys.forEach(holds::remove);
        if (!acknowledgedKeys.isEmpty()) {
            outage.recovered();
            trusted = true;
            trustedUntil = now + TRUSTED_FOR;
            failedKeys.keySet().forEach(key -> hold(key, now));
            if (holds.size() > MAX_HELD_KEYS) {
                distrust();
            }
        } else if (!failedKeys.isEmpty()) {
            distrust();
            int failures = outage.failed(failedKeys.values().iterator().next());
            waitingUntil = now + backoff.after(failures).toNanos();
        }
    }

    private void hold(String key, long now) {
        Hold before = holds.get(key);
        int failures = before == null ? 1 : before.failures() + 1;
        holds.put(key, new Hold(failures, now + backoff.after(failures).toNanos()));
    }

    private void distrust() {
        trusted = false;
        holds.clear();
    }

    private boolean isFlowing(long now) {
        return trusted && trustedUntil - now > 0;
    }
}
