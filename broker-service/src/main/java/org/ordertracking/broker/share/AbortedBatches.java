package org.ordertracking.broker.share;

import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.common.IsolationLevel;
import org.ordertracking.broker.log.AbortedTransaction;
import org.ordertracking.broker.log.BatchSpan;
import org.ordertracking.broker.log.PartitionLog;

/** Tells the batches that no consumer of a group may see: transaction markers and, with read_committed, what was aborted. */
record AbortedBatches(List<AbortedTransaction> transactions) implements Predicate<BatchSpan> {

    /** Those of a run of batches, which must not be empty. */
    static AbortedBatches among(List<BatchSpan> batches, PartitionLog log, IsolationLevel isolation) {
        if (isolation == IsolationLevel.READ_UNCOMMITTED) {
            return new AbortedBatches(List.of());
        }
        long from = batches.get(0).baseOffset();
        long upTo = batches.get(batches.size() - 1).lastOffset() + 1;
        return new AbortedBatches(log.abortedTransactions(from, upTo));
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
