package org.ordertracking.broker.log;

import java.util.List;

/**
 * A log as it was found on the disk, ready to be written to.
 *
 * @param segments all segments in order, at least one; the last is the active one and has its index in memory
 * @param volume the active segment's file, open for writing
 * @param startOffset the first offset that may be read
 * @param endOffset one past the last record
 * @param producers idempotent producers up to {@code endOffset}
 * @param firstAppendMillis when the active segment's first batch was appended, or now when that is not known
 * @param recoveryPoints those of the active segment
 * @param clean whether the newest of them covers all that is there
 */
record RecoveredLog(
        List<Segment> segments,
        FileVolume volume,
        long startOffset,
        long endOffset,
        ProducerStates producers,
        long firstAppendMillis,
        RecoveryPoints recoveryPoints,
        boolean clean) {

    Segment active() {
        return segments.get(segments.size() - 1);
    }
}
