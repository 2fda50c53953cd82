package org.ordertracking.messaging.retry;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * One thing that may be away, and what the log says about it: a line when it goes, a line when it is back, a reminder now
 * and then, and nothing for each attempt in between.
 *
 * <pre>
 *            failed
 *   FINE ------------> AWAY --.  failed: a reminder when the last line is old enough
 *     ^                 |  ^--'
 *     '-----------------'
 *          recovered
 * </pre>
 *
 * <p>Belongs to one thread.
 */
public final class Outage {

    private static final Duration REMINDER = Duration.ofMinutes(5);

    private final Logger log;
    private final String whenAway;
    private final String whenBack;
    private final LongSupplier nanoTime;
    private int failures;
    private long since;
    private long lastLine;

    /**
     * @param whenAway what is the matter then, for example "Events of topic orders wait in the outbox"
     * @param whenBack what is true afterwards, for example "Events of topic orders flow again"
     * @param nanoTime a monotonic clock such as {@link System#nanoTime}
     */
    public Outage(Logger log, String whenAway, String whenBack, LongSupplier nanoTime) {
        this.log = log;
        this.whenAway = whenAway;
        this.whenBack = whenBack;
        this.nanoTime = nanoTime;
    }

    /** Notes a failed attempt and returns how many it were in a row. */
    public int failed(Throwable reason) {
        long now = nanoTime.getAsLong();
        failures++;
        if (failures == 1) {
            since = now;
            lastLine = now;
            log.warnf("%s, and it is tried again until it works: %s", whenAway, describe(reason));
            log.debug(whenAway, reason);
        } else if (now - lastLine >= REMINDER.toNanos()) {
            lastLine = now;
            log.warnf("%s, for %d s now: %s", whenAway, seconds(now), describe(reason));
        }
        return failures;
    }

    /** Notes that it works. */
    public void recovered() {
        if (failures > 0) {
            log.infof("%s, after %d s", whenBack, seconds(nanoTime.getAsLong()));
            failures = 0;
        }
    }

    /** Failed attempts in a row, 0 when all is fine. */
    public int failures() {
        return failures;
    }

    private long seconds(long now) {
        return Duration.ofNanos(now - since).toSeconds();
    }

    /** The innermost cause says most: the outer ones tell only which layers it came through. */
    private static String describe(Throwable reason) {
        Throwable innermost = reason;
        while (innermost.getCause() != null && innermost.getCause() != innermost) {
            innermost = innermost.getCause();
        }
        String message = innermost.getMessage();
        String name = innermost.getClass().getSimpleName();
        return message == null
                ? name
                : name + ": " + message.lines().findFirst().orElse("");
    }
}
