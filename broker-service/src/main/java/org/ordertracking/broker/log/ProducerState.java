package org.ordertracking.broker.log;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.record.RecordBatch;

/**
 * What a log knows of one idempotent producer: its epoch and its last five batches. Five is what a producer may have in flight
 * ({@code max.in.flight.requests.per.connection}), so a repeated batch is among them.
 *
 * <p>Immutable: an append tries out the successor and keeps it once the batch is written.
 *
 * @param epoch the producer's epoch
 * @param lastTimestamp the largest timestamp of the last batch
 * @param lastAppend when the producer last appended, by the broker's clock, in milliseconds
 * @param transactionStart offset of the first record of the transaction that is open, or {@link #NO_TRANSACTION}
 * @param coordinatorEpoch epoch of the coordinator that wrote the producer's last marker, or {@link #NO_COORDINATOR}
 * @param batches the last batches, oldest first, at most {@link #REMEMBERED}
 */
record ProducerState(
        short epoch,
        long lastTimestamp,
        long lastAppend,
        long transactionStart,
        int coordinatorEpoch,
        List<Batch> batches) {

    static final long NO_TRANSACTION = -1;
    static final int NO_COORDINATOR = -1;

    static final int REMEMBERED = 5;

    /**
     * One batch of a producer.
     *
     * @param lastSequence sequence of its last record
     * @param lastOffset offset of its last record
     * @param offsetDelta number of records less one
     * @param timestamp its largest timestamp
     */
    record Batch(int lastSequence, long lastOffset, int offsetDelta, long timestamp) {

        long firstOffset() {
            return lastOffset - offsetDelta;
        }

        int firstSequence() {
            return lastSequence < offsetDelta
                    ? Integer.MAX_VALUE - (offsetDelta - lastSequence) + 1
                    : lastSequence - offsetDelta;
        }
    }

    boolean hasOpenTransaction() {
        return transactionStart != NO_TRANSACTION;
    }

    /** The sequence of the last record, or {@link RecordBatch#NO_SEQUENCE}. */
    int lastSequence() {
        return batches.isEmpty()
                ? RecordBatch.NO_SEQUENCE
                : batches.get(batches.size() - 1).lastSequence();
    }

    /** The remembered batch with exactly these sequences, or {@code null}. */
    Batch find(short batchEpoch, int firstSequence, int lastSequence) {
        if (batchEpoch == epoch) {
            for (Batch batch : batches) {
                if (batch.lastSequence == lastSequence && batch.firstSequence() == firstSequence) {
                    return batch;
                }
            }
        }
        return null;
    }

    /** This producer after a batch of records. One without sequences (a coordinator's) is not remembered. */
    static ProducerState after(ProducerState before, BatchHeader header, long now) {
        short epoch = header.producerEpoch();
        long start = before == null ? NO_TRANSACTION : before.transactionStart;
        if (header.isTransactional() && start == NO_TRANSACTION) {
            start = header.baseOffset();
        }
        List<Batch> batches = new ArrayList<>(REMEMBERED);
        if (before != null && before.epoch == epoch) {
            int forgotten = Math.max(0, before.batches.size() + 1 - REMEMBERED);
            batches.addAll(before.batches.subList(forgotten, before.batches.size()));
        }
        if (header.baseSequence() != RecordBatch.NO_SEQUENCE) {
            batches.add(new Batch(
                    header.lastSequence(), header.lastOffset(), header.lastOffsetDelta(), header.maxTimestamp()));
        }
        int coordinator = before == null ? NO_COORDINATOR : before.coordinatorEpoch;
        return new ProducerState(epoch, header.maxTimestamp(), now, start, coordinator, batches);
    }

    /** This producer after a marker, which ends its transaction and may bring a new epoch (KIP-890), whose sequences begin at 0. */
    static ProducerState after(ProducerState before, BatchHeader header, EndMarker marker, long now) {
        short epoch = header.producerEpoch();
        boolean sameEpoch = before != null && before.epoch == epoch;
        return new ProducerState(
                epoch,
                header.maxTimestamp(),
                now,
                NO_TRANSACTION,
                marker.coordinatorEpoch(),
                sameEpoch ? before.batches : List.of());
    }
}
