package org.ordertracking.broker.log;

/**
 * What may be removed from a log, by Kafka's {@code cleanup.policy}. A log with neither half loses only what lies before its start offset.
 *
 * @param retention the {@code delete} half, {@code null} without it
 * @param compaction the {@code compact} half, {@code null} without it
 */
public record CleanupPolicy(Retention retention, Compaction compaction) {

    /** Nothing is ever removed. */
    public static final CleanupPolicy NONE = new CleanupPolicy(null, null);

    /**
     * Whole segments are deleted from the front.
     *
     * @param millis {@code retention.ms}: a segment older than this goes; −1 for no limit
     * @param bytes {@code retention.bytes}: segments go while the log is larger than this without them; −1 for no limit
     */
    public record Retention(long millis, long bytes) {

        public static final long UNLIMITED = -1;

        public Retention {
            if (millis < UNLIMITED) {
                throw new IllegalArgumentException("retention.ms must be at least -1 but is " + millis);
            }
            if (bytes < UNLIMITED) {
                throw new IllegalArgumentException("retention.bytes must be at least -1 but is " + bytes);
            }
        }
    }

    /**
     * Of each key only the last record is kept.
     *
     * @param minDirtyRatio {@code min.cleanable.dirty.ratio}: how much of the log must be new, 0 to 1
     * @param minLagMillis {@code min.compaction.lag.ms}: how long a record is left alone
     * @param maxLagMillis {@code max.compaction.lag.ms}: how long a record may wait although too little is new; {@link #NO_LIMIT}
     * @param deleteRetentionMillis {@code delete.retention.ms}: how long a tombstone stays after the first compaction that met it
     */
    public record Compaction(double minDirtyRatio, long minLagMillis, long maxLagMillis, long deleteRetentionMillis) {

        public static final long NO_LIMIT = Long.MAX_VALUE;

        /** Kafka's defaults: half, no lag, no limit, a day. */
        public static final Compaction DEFAULT = new Compaction(0.5, 0, NO_LIMIT, 24 * 60 * 60 * 1000L);

        public Compaction {
            if (!(minDirtyRatio >= 0 && minDirtyRatio <= 1)) {
                throw new IllegalArgumentException(
                        "min.cleanable.dirty.ratio must be between 0 and 1 but is " + minDirtyRatio);
            }
            if (minLagMillis < 0) {
                throw new IllegalArgumentException("min.compaction.lag.ms must not be negative but is " + minLagMillis);
            }
            if (maxLagMillis < 1) {
                throw new IllegalArgumentException("max.compaction.lag.ms must be at least 1 but is " + maxLagMillis);
            }
            if (deleteRetentionMillis < 0) {
                throw new IllegalArgumentException(
                        "delete.retention.ms must not be negative but is " + deleteRetentionMillis);
            }
        }
    }

    /** Whether the {@code delete} half is set: only then may clients delete records. */
    public boolean deletes() {
        return retention != null;
    }

    public CleanupPolicy withRetention(long millis, long bytes) {
        return new CleanupPolicy(new Retention(millis, bytes), compaction);
    }

    public CleanupPolicy withCompaction(Compaction changed) {
        return new CleanupPolicy(retention, changed);
    }
}
