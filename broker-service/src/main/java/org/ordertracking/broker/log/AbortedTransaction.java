package org.ordertracking.broker.log;

/**
 * A transaction that was aborted: a reader with {@code read_committed} passes over the producer's records from its first offset to its
 * marker.
 *
 * @param producerId whose
 * @param firstOffset offset of the transaction's first record in the partition
 * @param lastOffset offset of the marker
 * @param lastStableOffset the first offset that was still undecided when the marker was written, or one past the marker; transactions that
 *     end later began at or after it
 */
public record AbortedTransaction(long producerId, long firstOffset, long lastOffset, long lastStableOffset) {}
