package org.ordertracking.broker.transaction;

import org.apache.kafka.common.record.ControlRecordType;
import org.apache.kafka.common.record.EndTransactionMarker;
import org.apache.kafka.common.record.MemoryRecords;

/**
 * What a partition is told when a transaction ends.
 *
 * @param coordinatorEpoch tells a newer coordinator from an older one; on a single node it stays the same
 */
public record TransactionMarker(long producerId, short producerEpoch, int coordinatorEpoch, boolean commit) {

    /** The one epoch of the one coordinator there is. */
    public static final int COORDINATOR_EPOCH = 0;

    static TransactionMarker of(Transaction prepared) {
        return new TransactionMarker(
                prepared.producerId(), prepared.producerEpoch(), COORDINATOR_EPOCH, prepared.commits());
    }

    MemoryRecords toBatch(long timestamp) {
        ControlRecordType type = commit ? ControlRecordType.COMMIT : ControlRecordType.ABORT;
        return MemoryRecords.withEndTransactionMarker(
                timestamp, producerId, producerEpoch, new EndTransactionMarker(type, coordinatorEpoch));
    }
}
