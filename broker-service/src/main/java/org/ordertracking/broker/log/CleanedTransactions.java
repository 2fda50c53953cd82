package org.ordertracking.broker.log;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.apache.kafka.common.record.ControlRecordType;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.RecordBatch;

/**
 * Follows the transactions through the batches of a part of a log, and tells what of them is without use. The rules are those of Kafka's
 * {@code CleanedTransactionMetadata}: what was written in an aborted transaction is, and so is a marker when nothing of its transaction
 * has come before it; it waits for its delete horizon all the same.
 *
 * <p>Batches must come in the order of their offsets.
 */
final class CleanedTransactions {

    /** Aborted, and not begun yet where the batches are. */
    private final PriorityQueue<AbortedTransaction> ahead =
            new PriorityQueue<>(Comparator.comparingLong(AbortedTransaction::firstOffset));

    /** By producer id. */
    private final Map<Long, Aborted> aborted = new HashMap<>();

    /** Producers with a transaction that is not aborted, of which a batch has come. */
    private final Set<Long> committed = new HashSet<>();

    private AbortedTransactions stillThere = new AbortedTransactions();

    /** A transaction between its first offset and its marker. */
    private static final class Aborted {
        private final AbortedTransaction transaction;
        private boolean batchSeen;

        private Aborted(AbortedTransaction transaction) {
            this.transaction = transaction;
        }
    }

    /** @param aborted all transactions that have a batch or their marker among what will come */
    CleanedTransactions(List<AbortedTransaction> aborted) {
        ahead.addAll(aborted);
    }

    /** From now on, aborted transactions of which something is still there when their marker comes are put into an index. */
    void collectInto(AbortedTransactions index) {
        stillThere = index;
    }

    /** Takes note of a batch; {@code true} when what it holds is of no use to readers. */
    boolean isUseless(RecordBatch batch) {
        while (!ahead.isEmpty() && ahead.peek().firstOffset() <= batch.lastOffset()) {
            AbortedTransaction begun = ahead.poll();
            aborted.putIfAbsent(begun.producerId(), new Aborted(begun));
        }
        if (batch.isControlBatch()) {
            return endsNothing(batch);
        }
        if (!batch.isTransactional()) {
            return false;
        }
        Aborted transaction = aborted.get(batch.producerId());
        if (transaction == null) {
            committed.add(batch.producerId());
            return false;
        }
        transaction.batchSeen = true;
        return true;
    }

    private boolean endsNothing(RecordBatch batch) {
        var records = batch.iterator();
        if (!records.hasNext()) {
            // A marker that was there only to remember its producer.
            return true;
        }
        Record marker = records.next();
        return switch (ControlRecordType.parse(marker.key())) {
            case ABORT -> {
                Aborted ended = aborted.remove(batch.producerId());
                if (ended != null && ended.batchSeen) {
                    stillThere.add(ended.transaction);
                    yield false;
                }
                yield true;
            }
            case COMMIT -> !committed.remove(batch.producerId());
            default -> false;
        };
    }
}
