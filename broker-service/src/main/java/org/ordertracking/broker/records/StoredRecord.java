package org.ordertracking.broker.records;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * One record as it lies in a log. Its buffers share the memory of the chunk that it was read in: copy what is to be kept for longer than
 * until the next record is asked for.
 *
 * @param partition index of its partition
 * @param offset its offset
 * @param timestamp in milliseconds, or −1 when it has none
 * @param appendTime whether the broker has set the timestamp, and not the producer
 * @param keyBytes size of the key, −1 when there is none
 * @param key null when there is none, or when it was left out
 * @param valueBytes size of the value, −1 when there is none: a tombstone, where the topic is compacted
 * @param value null when there is none, or when it was left out
 * @param headers in the record's order
 * @param kind what it is
 * @param transaction what became of the transaction that it belongs to
 * @param producerId of an idempotent producer, −1 otherwise
 * @param producerEpoch the producer's epoch, −1 without one
 * @param sequence the producer's number for it, −1 without one
 * @param compression name of what its batch was compressed with
 * @param batchBytes size of its batch in the log
 */
public record StoredRecord(
        int partition,
        long offset,
        long timestamp,
        boolean appendTime,
        int keyBytes,
        ByteBuffer key,
        int valueBytes,
        ByteBuffer value,
        List<StoredHeader> headers,
        Kind kind,
        Outcome transaction,
        long producerId,
        short producerEpoch,
        int sequence,
        String compression,
        int batchBytes) {

    /** What a record is. */
    public enum Kind {
        /** A producer's record. */
        DATA,
        /** A producer's record whose batch holds one of more than {@link RecordCursor#MAX_OPENED_BYTES}: only sizes are known. */
        TOO_LARGE,
        /** Stands for a whole batch that cannot be decoded: what a producer compressed wrongly, for example. */
        UNREADABLE,
        /** The marker of a committed transaction. */
        COMMIT,
        /** The marker of an aborted transaction. */
        ABORT,
        /** Another record of the protocol's own. */
        CONTROL
    }

    /** What became of a record's transaction. */
    public enum Outcome {
        /** It belongs to none. */
        NONE,
        /** Committed: everybody reads it. */
        COMMITTED,
        /** Aborted: who reads committed records passes over it. */
        ABORTED,
        /** Undecided, or behind one that is: not yet read by who reads committed records. */
        OPEN
    }

    /** Whether it is a producer's record without a value, which deletes its key in a compacted topic. */
    public boolean isTombstone() {
        return kind == Kind.DATA && valueBytes < 0;
    }

    /** Whether a consumer with {@code read_committed} gets to see it. */
    public boolean isReadableCommitted() {
        return (kind == Kind.DATA || kind == Kind.TOO_LARGE)
                && (transaction == Outcome.NONE || transaction == Outcome.COMMITTED);
    }

    /** About how much memory its content takes. */
    public long contentBytes() {
        return (long) Math.max(0, keyBytes) + Math.max(0, valueBytes);
    }
}
