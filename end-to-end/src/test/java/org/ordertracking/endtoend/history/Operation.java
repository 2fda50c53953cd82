package org.ordertracking.endtoend.history;

import java.util.Optional;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Something a client did, and how it ended. */
public sealed interface Operation {

    /** When it was under way. */
    Span span();

    /**
     * A record was sent.
     *
     * @param transaction the transaction it belongs to, if any
     * @param origin the record it is a copy of, if it is one
     * @param offset where the broker says it is, if the outcome is {@link Outcome#OK}
     */
    record Write(
            Span span,
            Value value,
            TopicPartition partition,
            Optional<String> transaction,
            Optional<Place> origin,
            Outcome outcome,
            long offset)
            implements Operation {}

    /** A transaction was ended: {@link Outcome#OK} is committed, {@link Outcome#FAILED} is aborted. */
    record TransactionEnd(Span span, String transaction, Outcome outcome) implements Operation {}

    /** A consumer polled while clients wrote and the broker was killed. */
    record Read(Span span, String reader, IsolationLevel isolation, Slice slice) implements Operation {}

    /** A partition was read from its first offset to its last after all writers had ended. */
    record FinalRead(Span span, IsolationLevel isolation, Slice slice) implements Operation {}

    /**
     * A group's offset was committed.
     *
     * @param transaction the transaction it belongs to, if any; its end then decides, unless this failed before
     */
    record OffsetCommit(
            Span span,
            String group,
            TopicPartition partition,
            long offset,
            Optional<String> transaction,
            Outcome outcome)
            implements Operation {}

    /** A group's committed offset was asked for; 0 if there is none. */
    record OffsetFetch(Span span, String group, TopicPartition partition, long offset) implements Operation {}

    /** The broker was killed, and served again at the end of the span. */
    record Crash(Span span, int number) implements Operation {}

    /** Where a record is. */
    record Place(TopicPartition partition, long offset) {
        @Override
        public String toString() {
            return partition + "@" + offset;
        }
    }
}
