package org.ordertracking.broker.log;

import org.apache.kafka.common.record.MemoryRecords.RecordFilter;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.RecordBatch;

/**
 * What compaction keeps, by the rules of Kafka's {@code Cleaner}:
 *
 * <ul>
 *   <li>of each key the last record, if it has a value. One without (a tombstone) stays until its batch's delete horizon, which is set by
 *       the first compaction that meets it (KIP-534);
 *   <li>nothing without a key, nothing of an aborted transaction;
 *   <li>the marker of a transaction as long as something of that is there, and until its delete horizon;
 *   <li>all that lies behind the part of the log whose keys are known;
 *   <li>of batches that remember a producer, and of the last one, at least the header.
 * </ul>
 */
final class RetainedRecords extends RecordFilter {

    private final OffsetMap lastOffsets;
    private final long mappedUpTo;
    private final CleanedTransactions transactions;
    private final LastBatches producers;
    private boolean dropRecords;

    /**
     * @param deleteRetentionMillis from the first compaction of a tombstone to its delete horizon
     * @param lastOffsets of the keys before {@code mappedUpTo}
     * @param mappedUpTo the first offset whose key is not known
     */
    RetainedRecords(
            long now,
            long deleteRetentionMillis,
            OffsetMap lastOffsets,
            long mappedUpTo,
            CleanedTransactions transactions,
            LastBatches producers) {
        super(now, deleteRetentionMillis);
        this.lastOffsets = lastOffsets;
        this.mappedUpTo = mappedUpTo;
        this.transactions = transactions;
        this.producers = producers;
    }

    @Override
    protected BatchRetentionResult checkBatchRetention(RecordBatch batch) {
        boolean useless = transactions.isUseless(batch);
        dropRecords = useless && (!batch.isControlBatch() || isPastHorizon(batch));
        return new BatchRetentionResult(retention(batch), useless && batch.isControlBatch());
    }

    private BatchRetention retention(RecordBatch batch) {
        // The last batch stays so that there is one at or behind every offset: readers who come to the gap find their
        // way out.
        if (producers.contains(batch) || batch.nextOffset() == mappedUpTo) {
            return BatchRetention.RETAIN_EMPTY;
        }
        return dropRecords ? BatchRetention.DELETE : BatchRetention.DELETE_EMPTY;
    }

    @Override
    protected boolean shouldRetainRecord(RecordBatch batch, Record record) {
        if (dropRecords) {
            return false;
        }
        if (batch.isControlBatch() || record.offset() >= mappedUpTo) {
            return true;
        }
        return record.hasKey()
                && record.offset() >= lastOffsets.get(record.key())
                && (record.hasValue() || !isPastHorizon(batch));
    }

    private boolean isPastHorizon(RecordBatch batch) {
        return batch.deleteHorizonMs().isPresent() && batch.deleteHorizonMs().getAsLong() <= currentTime;
    }
}
