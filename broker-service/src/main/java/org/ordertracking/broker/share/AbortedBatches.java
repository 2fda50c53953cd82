package org.ordertracking.broker.share;

import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.common.IsolationLevel;
import org.ordertracking.broker.log.AbortedTransaction;
import org.ordertracking.broker.log.BatchSpan;
import org.ordertracking.broker.log.LogSlice;

/**
 * Tells the batches that are not given to any consumer of a group: transaction markers, batches of which compaction has left
 * the header only, and, with read_committed, what was aborted.
 */
record AbortedBatches(List<AbortedTransaction> transactions) implements Predicate<BatchSpan> {

    /**
     * Those of a slice's batches.
     *
     * @param batches none if the slice has but a part of one
     */
    static AbortedBatches among(List<BatchSpan> batches, LogSlice slice, IsolationLevel isolation) {
        if (isolation == IsolationLevel.READ_UNCOMMITTED || batches.isEmpty()) {
            return new AbortedBatches(List.of());
        }
        long from = batches.get(0).baseOffset();
        long upTo = batches.get(batches.size() - 1).lastOffset() + 1;
        return new AbortedBatches(slice.abortedTransactions(from, upTo));
    }

    @Override
    public boolean test(BatchSpan batch) {
        return batch.control()
                || batch.records() == 0
                || batch.transactional()
                        && transactions.stream()
                                .anyMatch(transaction -> transaction.producerId() == batch.producerId()
                                        && transaction.firstOffset() <= batch.baseOffset()
                                        && batch.lastOffset() <= transaction.lastOffset());
    }
}
