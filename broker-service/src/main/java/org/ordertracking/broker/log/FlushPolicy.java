package org.ordertracking.broker.log;

import java.time.Duration;
import java.util.Objects;

/**
 * When a log's bytes are forced to the disk.
 *
 * @param syncOnDemand whether an append with {@link Durability#SYNCED} waits for an fsync; if not, it completes like
 *     {@link Durability#WRITTEN}
 * @param interval time from one flush of all logs to the next, positive; {@code null} for no periodic flush. A log is synced when its turn
 *     comes, between appends
 */
public record FlushPolicy(boolean syncOnDemand, Duration interval) {

    /** {@code broker.log.flush=always}: whoever asks for {@link Durability#SYNCED} gets an fsync, grouped over all that wait. */
    public static final FlushPolicy ALWAYS = new FlushPolicy(true, null);

    public FlushPolicy {
        if (!syncOnDemand) {
            Objects.requireNonNull(interval, "a flush policy without sync on demand needs an interval");
        }
        if (interval != null && (interval.isZero() || interval.isNegative())) {
            throw new IllegalArgumentException("the flush interval must be positive but is " + interval);
        }
    }

    /** {@code broker.log.flush=interval}: nobody waits for an fsync; all that is written is forced once per interval. */
    public static FlushPolicy every(Duration interval) {
        return new FlushPolicy(false, interval);
    }
}
