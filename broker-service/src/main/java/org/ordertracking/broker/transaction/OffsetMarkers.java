package org.ordertracking.broker.transaction;

import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.TopicPartition;

/**
 * Ends a transaction in a partition of {@code __consumer_offsets}. The group coordinator does that itself: it keeps the
 * offsets of open transactions apart and has to see the markers in order with its own records.
 */
@FunctionalInterface
public interface OffsetMarkers {

    /** Nothing coordinates groups, so no offset is in a transaction. */
    OffsetMarkers NONE = (partition, marker) -> {
        throw new IllegalStateException("no group coordinator to end a transaction in " + partition);
    };

    /** Writes the marker; the stage completes when it is on the disk. */
    CompletionStage<Void> write(TopicPartition partition, TransactionMarker marker);
}
