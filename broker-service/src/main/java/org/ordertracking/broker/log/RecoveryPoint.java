package org.ordertracking.broker.log;

import java.util.List;
import java.util.Map;

/**
 * What is known of a log at a moment: with it, a start goes on from there as if it had scanned the active segment up to there.
 *
 * @param segment the active segment
 * @param bytes how much of it is written
 * @param endOffset one past the last record
 * @param firstAppendMillis when the segment's first batch was appended
 * @param maxTimestamp the largest timestamp in the segment
 * @param places entries of the segment's {@link MemoryIndex}
 * @param timestampsBefore one for each of them
 * @param aborted the aborted transactions whose markers lie in the segment
 * @param producers the log's idempotent producers
 */
record RecoveryPoint(
        Segment segment,
        int bytes,
        long endOffset,
        long firstAppendMillis,
        long maxTimestamp,
        long[] places,
        long[] timestampsBefore,
        List<AbortedTransaction> aborted,
        Map<Long, ProducerState> producers) {

    /** Called by the log's thread, between two appends. */
    static RecoveryPoint of(ActiveSegment active, long endOffset, ProducerStates producers) {
        MemoryIndex index = active.index();
        long[] places = new long[index.count()];
        long[] timestampsBefore = new long[places.length];
        for (int i = 0; i < places.length; i++) {
            places[i] = index.place(i);
            timestampsBefore[i] = index.timestampBefore(i);
        }
        return new RecoveryPoint(
                active.segment(),
                active.size(),
                endOffset,
                active.firstAppendMillis(),
                index.maxTimestamp(),
                places,
                timestampsBefore,
                active.segment().aborted().all(),
                Map.copyOf(producers.all()));
    }
}
