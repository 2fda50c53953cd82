package org.ordertracking.broker.log;

/**
 * What may be removed from a log, by Kafka's {@code cleanup.policy}. A log with neither half loses only what lies before its start offset.
 *
 * @param retention the {@code delete} half, {@code null} without it
 */
public record CleanupPolicy(Retention retention) {

    /** Nothing is ever removed. */
    public static final CleanupPolicy NONE = new CleanupPolicy(null);

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

    /** Whether the {@code delete} half is set: only then may clients delete records. */
    public boolean deletes() {
        return retention != null;
    }

    public CleanupPolicy withRetention(long millis, long bytes) {
        return new CleanupPolicy(new Retention(millis, bytes));
    }
}
