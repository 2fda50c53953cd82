package org.ordertracking.messaging.projection;

/**
 * How far a generation has read a partition.
 *
 * @param topicId which topic of that name
 * @param first offset where reading began
 * @param next offset of the next record to apply
 * @param end one past the last record, when it was last looked at
 */
public record Position(String topic, int partition, String topicId, long first, long next, long end) {

    /** Offsets that were gone before reading began: the log keeps its records for a limited time. */
    public long missing() {
        return first;
    }

    /** Offsets read. */
    public long done() {
        return next - first;
    }

    /** Offsets still to read. */
    public long toDo() {
        return Math.max(0, end - next);
    }
}
