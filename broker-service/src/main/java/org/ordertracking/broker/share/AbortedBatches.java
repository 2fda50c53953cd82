package org.ordertracking.broker.share;

import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.common.IsolationLevel;
import org.ordertracking.broker.log.AbortedTransaction;
import org.ordertracking.broker.log.BatchSpan;
import org.ordertracking.broker.log.LogSlice;

/** Tells the batches that no consumer of a group may see: transaction markers and, with read_committed, what was aborted. */
record AbortedBatches(List<AbortedTransaction> transactions) implements Predicate<BatchSpan> {

    /** Those of a slice's batches, of which there must be some. */
    static AbortedBatches among(List<BatchSpan> batches, LogSlice slice, IsolationLevel isolation) {
        if (isolation == IsolationLevel.READ_UNCOMMITTED) {
            return new AbortedBatches(List.of());
        }
        long from = batches.get(0).baseOffset();
        long upTo = batches.get(batches.size() - 1).lastOffset() + 1;
        return new AbortedBatches(slice.abortedTransactions(from, upTo));
    }

    @Override
    public boolean test(BatchSpan batch) {
        return batch.control()
                || batch.transactional()
                        && transactions.stream()
                                .anyMatch(transaction -> transaction.producerId() == batch.producerId()
                                        && transaction.firstOffset() <= batch.baseOffset()
                                        && batch.lastOffset() <= transaction.lastOffset());
    }
}
