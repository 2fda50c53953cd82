package org.ordertracking.broker.log;

import java.time.Duration;

/**
 * When logs are looked through for what may be removed, and what that may cost.
 *
 * @param retentionCheck time from one look for expired segments to the next, positive; {@code null} for no looks but those asked for
 * @param compactionBackOff time that a thread waits before it looks for logs to compact again, after it has found none; positive;
 *     {@code null} for no compaction but that asked for
 * @param threads how many logs are compacted at a time
 * @param dedupeBytes memory for keys, of all threads together, taken while a log is compacted
 */
public record CleaningSchedule(Duration retentionCheck, Duration compactionBackOff, int threads, long dedupeBytes) {

    /** Nothing happens unless it is asked for; 32 MiB for keys. */
    public static final CleaningSchedule ON_DEMAND = new CleaningSchedule(null, null, 1, 32L << 20);

    public CleaningSchedule {
        requirePositive("the interval of retention checks", retentionCheck);
        requirePositive("the back-off of the cleaner", compactionBackOff);
        if (threads < 1) {
            throw new IllegalArgumentException("the cleaner must have at least 1 thread but has " + threads);
        }
        if (dedupeBytes < threads) {
            throw new IllegalArgumentException(
                    "the dedupe buffer of the cleaner must have room for each of its threads but has " + dedupeBytes
                            + " bytes");
        }
    }

    public CleaningSchedule withDedupeBytes(long bytes) {
        return new CleaningSchedule(retentionCheck, compactionBackOff, threads, bytes);
    }

    private static void requirePositive(String what, Duration duration) {
        if (duration != null && duration.toMillis() < 1) {
            throw new IllegalArgumentException(what + " must be at least 1 ms but is " + duration);
        }
    }
}
