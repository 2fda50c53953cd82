package org.ordertracking.broker.log;

/**
 * What of a log's state its segments do not tell.
 *
 * @param startOffset the first offset that may be read; what lies before it is deleted, whether its bytes are there or not
 * @param compactedUpTo the first offset that no compaction has looked at; all behind it is new to the next one
 */
record LogCheckpoint(long startOffset, long compactedUpTo) {

    static final LogCheckpoint NONE = new LogCheckpoint(0, 0);
}
