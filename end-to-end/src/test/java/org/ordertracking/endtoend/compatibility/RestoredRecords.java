package org.ordertracking.endtoend.compatibility;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** Prints how many records of a changelog a state store was restored from. */
final class RestoredRecords implements StateRestoreListener {

    @Override
    public void onRestoreStart(TopicPartition partition, String store, long from, long to) {
        // Only the end says how much there was.
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long end, long count) {
        // As above.
    }

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long count) {
        System.out.println(OrderCounts.RESTORED + count);
    }
}
