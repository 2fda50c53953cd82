package org.ordertracking.broker.log;

/**
 * What of a log's state its segments do not tell.
 *
 * @param startOffset the first offset that may be read; what lies before it is deleted, whether its bytes are there or not
 */
record LogCheckpoint(long startOffset) {

    static final LogCheckpoint NONE = new LogCheckpoint(0);
}
